// Forms over the playbook's settings: a filled-in form becomes one change, shown as the YAML's own change is before it is applied.
import type { Playbook } from '../domain/playbook.js';
import { moveBy, takeOut } from '../playbook/entries.js';
import type { Finding } from '../playbook/fault.js';
import { newErrors } from '../playbook/judge.js';
import { partText } from '../playbook/part.js';
import { saysSame } from '../playbook/settings.js';
import type { Edit, Settings } from '../playbook/settings.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { Answers, Input } from '../view/nodes.js';
import { inputOfFault, inputsOf, isThere, readFilled } from '../view/rules/edit.js';
import type { Filled, Filling } from '../view/rules/edit.js';
import type { EntryRow, Section } from '../view/rules/section.js';
import { sectionOf } from '../view/rules/sections.js';
import type { Admin, Checked, Draft } from './admin.js';

/** What a form is about: `entry` null is a new entry, or the part itself. `seen` is the version that it shows. */
export type FormAsked = { part: string; entry: string | null; seen: number };
export type RuleForm = FormAsked & { section: Section; inputs: readonly Input[]; name: string; problems: Readonly<Record<string, string>> };
export type Proposed =
  /** To be looked at before it is applied. */
  | { result: 'proposed'; draft: Draft; checked: Extract<Checked, { result: 'good' }> }
  | { result: 'problems'; form: RuleForm }
  /** What would be wrong if an entry were moved or taken out. */
  | { result: 'refused'; say: readonly string[] }
  | { result: 'gone' };
export type Deed = 'up' | 'down' | 'remove';

export type RuleForms = {
  /** The entries of a part; null where it has no form with a list. */
  rows(part: string): readonly EntryRow[] | null;
  /** What is wrong with a part as it stands, in sentences that begin with the entry. */
  findings(part: string): Promise<readonly string[]>;
  /** The form as the rules stand; null where there is no such form, or no such entry. */
  open(part: string, entry: string | null): Promise<RuleForm | null>;
  fill(asked: FormAsked, answers: Answers): Promise<Proposed>;
  /** Moves an entry, or takes it out. */
  change(asked: FormAsked, deed: Deed): Promise<Proposed>;
};

const sentence = ({ message, fix }: Pick<Finding, 'message' | 'fix'>) => `${message} ${fix}`;
const DEEDS: Record<Deed, (place: { part: string; entry: string | null }) => Edit> = { up: (place) => moveBy(place, -1), down: (place) => moveBy(place, 1), remove: takeOut };

export const makeRuleForms = ({ playbooks, admin }: { playbooks: Playbooks; admin: Pick<Admin, 'check'> }): RuleForms => {
  const fillingOf = async ({ part, entry, seen }: FormAsked): Promise<Filling | null> => {
    const [section, version] = [sectionOf(part), await playbooks.stored(seen)];
    if (section === null || version === null) return null;
    const filling: Filling = { section, entry, settings: version.body, playbook: await playbooks.at(seen) };
    return isThere(filling) ? filling : null;
  };

  const nameOf = ({ section, entry }: Filling, playbook: Playbook) => section.rows?.(playbook).find((row) => row.entry === entry)?.name ?? '';

  const formOf = (filling: Filling, seen: number, answers: Answers | null, problems: RuleForm['problems'] = {}): RuleForm => ({
    part: filling.section.part, entry: filling.entry, seen, section: filling.section, inputs: inputsOf(filling, answers), name: nameOf(filling, filling.playbook), problems,
  });

  const drafted = async (part: string, seen: number, after: Settings): Promise<{ draft: Draft; checked: Checked }> => {
    const draft = { part, seen, text: partText(after, part) };
    return { draft, checked: await admin.check(draft) };
  };

  /** Each sentence beside the input that it is about. */
  const problemsOf = (findings: readonly Finding[], filling: Filling, entry: (Filled & { ok: true })['entry']): RuleForm['problems'] => {
    const problems: Record<string, string> = {};
    for (const finding of findings) {
      const input = inputOfFault(filling, entry, finding.path) ?? 'form';
      problems[input] = [problems[input] ?? '', sentence(finding)].join(' ').trim();
    }
    return problems;
  };

  return {
    rows: (part) => sectionOf(part)?.rows?.(playbooks.current()) ?? null,
    findings: async (part) => {
      const rows = sectionOf(part)?.rows?.(playbooks.current()) ?? [];
      const named = (finding: Finding) => [rows.find(({ entry }) => entry === String(finding.path[1]))?.name, sentence(finding)].filter((each) => each !== undefined).join(': ');
      return (await playbooks.findings()).filter(({ path }) => path[0] === part).map(named);
    },
    open: async (part, entry) => {
      await playbooks.refresh();
      const seen = playbooks.current().version;
      const filling = await fillingOf({ part, entry, seen });
      return filling && formOf(filling, seen, null);
    },
    fill: async (asked, answers) => {
      const filling = await fillingOf(asked);
      if (filling === null) return { result: 'gone' };
      const filled = readFilled(filling, answers);
      if (!filled.ok) return { result: 'problems', form: formOf(filling, asked.seen, answers, filled.problems) };
      const after = filled.edit(filling.settings);
      const { draft, checked } = await drafted(asked.part, asked.seen, after);
      if (checked.result === 'good') return { result: 'proposed', draft, checked };
      const findings = newErrors(filling.settings, after, asked.seen);
      const said = findings.length > 0 ? problemsOf(findings, filling, filled.entry) : { form: checked.faults.map(sentence).join(' ') };
      return { result: 'problems', form: formOf(filling, asked.seen, answers, said) };
    },
    change: async (asked, deed) => {
      const filling = await fillingOf(asked);
      if (filling === null || asked.entry === null || filling.section.stays) return { result: 'gone' };
      const after = DEEDS[deed](asked)(filling.settings);
      if (saysSame(after, filling.settings)) return { result: 'refused', say: ['It stands there already.'] };
      const { draft, checked } = await drafted(asked.part, asked.seen, after);
      return checked.result === 'good' ? { result: 'proposed', draft, checked } : { result: 'refused', say: checked.faults.map(sentence) };
    },
  };
};
