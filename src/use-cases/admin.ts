// `/admin`: an admin reads the rules as YAML, sees what a change would do, and makes it. The same rules as `/rounds setup`; only the door differs.
import { replayer, REPLAY_DAYS } from '../domain/insights/what-if.js';
import type { Replay } from '../domain/insights/what-if.js';
import { addCalendarDays } from '../domain/local-time.js';
import { mayRule, whoMayRule } from '../domain/permissions.js';
import type { RuleAction } from '../domain/permissions.js';
import type { Person, PersonKey, Playbook } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import { goBackTo } from '../playbook/edits.js';
import type { Fault } from '../playbook/fault.js';
import { lockedOut, newErrors, newWarnings } from '../playbook/judge.js';
import { located, partText, readPart } from '../playbook/part.js';
import { judgeSettings } from '../playbook/read.js';
import type { Edit, Settings } from '../playbook/settings.js';
import { differences } from '../playbook/versions.js';
import type { VersionNote } from '../ports/playbook-store.js';
import type { Meanwhile } from '../ports/playbooks.js';
import { identifiersIn } from '../triage/identifiers.js';
import { refusalText } from '../view/refusal-text.js';
import { noteDenied } from './denied.js';
import type { Deps } from './deps.js';
import { tellOfGains } from './tell-of-gains.js';
import type { TellingOfGains } from './tell-of-gains.js';

export type Administering = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'audit'> & TellingOfGains & {
  /** Gives the open tasks of somebody who left to others. */
  handOver(left: PersonKey, eventId: string, door: Door): Promise<unknown>;
};

/** What an admin sends: a part's text, and the version that it was made of. */
export type Draft = { part: string; text: string; seen: number };

export type Checked =
  | { result: 'faulty'; faults: readonly Fault[] }
  /** `lines` is the difference, `hints` what is good to know of it, `replay` what it would have done to the tasks of the last 90 days. */
  | { result: 'good'; lines: readonly string[]; hints: readonly string[]; replay: Replay };

export type Applied = { result: 'stored'; version: number; lines: readonly string[] } | { result: 'faulty'; faults: readonly Fault[] } | { result: 'overtaken'; meanwhile: readonly Meanwhile[]; lines: readonly string[] } | { result: 'no_reason'; say: string };

export type ShownVersion = { note: VersionNote; inForce: boolean; changed: readonly string[] | null; back: readonly string[] | null };

export type Admin = {
  /** Null where they may; else the sentence that says who does. The attempt is recorded. */
  denied(person: Person, action: RuleAction): string | null;
  read(part: string): Promise<Draft>;
  check(draft: Draft): Promise<Checked>;
  apply(person: Person, draft: Draft, why: string): Promise<Applied>;
  versions(page: { skip: number; limit: number }): Promise<{ versions: readonly VersionNote[]; total: number; current: number }>;
  version(version: number): Promise<ShownVersion | null>;
  goBack(person: Person, version: number, seen: number, why: string): Promise<Applied>;
};

const LONGEST_REASON = 200;

/** What is wrong with a reason, in a sentence; null where it may be kept. */
const reasonFault = (why: string): string | null => {
  if (why.trim() === '') return 'Say why in a few words: it is kept with the version.';
  if (why.length > LONGEST_REASON) return `Say it in at most ${String(LONGEST_REASON)} letters.`;
  return identifiersIn(why).length > 0 ? 'This looks like it is of a patient. Leave that out: the reason is kept for years and is not encrypted.' : null;
};

export const makeAdmin = ({ tasks, playbooks, clock, audit, notices, wallClock, handOver }: Administering): Admin => {
  const bodyOf = async (version: number): Promise<Settings> => (await playbooks.stored(version))?.body ?? {};

  const replayed = async (before: Playbook, after: Playbook): Promise<Replay> => {
    const { see, end } = replayer(before, after);
    const since = addCalendarDays(before.practice.timezone, clock.now(), -REPLAY_DAYS);
    for await (const task of tasks.madeSince(before.queues.map(({ key }) => key), since)) see(task);
    return end();
  };

  const leavers = (before: Playbook, after: Playbook) => after.people.filter(({ key, left }) => left && before.people.some((person) => person.key === key && !person.left));

  const revise = async (person: Person, edit: Edit, seen: number, why: string, facts: Record<string, string | number>): Promise<Exclude<Applied, { result: 'faulty' }> | { result: 'faulty'; findings: Parameters<typeof located>[1] }> => {
    const fault = reasonFault(why);
    if (fault !== null) return { result: 'no_reason', say: fault };
    const before = playbooks.current();
    const revised = await playbooks.revise({ edit, seen, by: person.key, door: 'web', why: why.trim(), facts });
    if (revised.result !== 'stored') return revised;
    if (revised.lines.length > 0) await tellOfGains({ playbooks, notices, wallClock }, person.key, revised.version);
    for (const { key } of leavers(before, playbooks.current())) await handOver(key, `admin:${String(revised.version)}`, 'web');
    return revised;
  };

  const backTo = async (version: number): Promise<readonly string[] | null> => {
    const current = playbooks.current();
    const then = await playbooks.stored(version);
    const back = then && judgeSettings(goBackTo(then.body)(await bodyOf(current.version)), current.version).playbook;
    return back && differences(current, back);
  };

  return {
    denied: (person, action) => {
      if (mayRule(person, action)) return null;
      const refusal = { code: 'not_allowed', action, who: whoMayRule(action, playbooks.current()) } as const;
      noteDenied(audit, refusal, { actor: person.key, door: 'web', verb: 'admin', task: null });
      return refusalText(refusal, 'setup', null, playbooks.current(), clock.now());
    },
    read: async (part) => {
      await playbooks.refresh();
      const { version } = playbooks.current();
      return { part, text: partText(await bodyOf(version), part), seen: version };
    },
    check: async ({ part, text, seen }) => {
      const read = readPart(text, part);
      if (!read.ok) return { result: 'faulty', faults: read.faults };
      const before = await bodyOf(seen);
      const after = read.edit(before);
      const { playbook } = judgeSettings(after, seen);
      const errors = [...newErrors(before, after, seen), ...(playbook === null ? [] : lockedOut(playbook))];
      if (playbook === null || errors.length > 0) return { result: 'faulty', faults: located(read.source, errors) };
      const seenPlaybook = await playbooks.at(seen);
      const hints = newWarnings(before, after, seen).map(({ message, fix }) => `${message} ${fix}`);
      return { result: 'good', lines: differences(seenPlaybook, playbook), hints, replay: await replayed(seenPlaybook, playbook) };
    },
    apply: async (person, { part, text, seen }, why) => {
      const read = readPart(text, part);
      if (!read.ok) return { result: 'faulty', faults: read.faults };
      const revised = await revise(person, read.edit, seen, why, { part: `yaml ${part}` });
      return revised.result === 'faulty' ? { result: 'faulty', faults: located(read.source, revised.findings) } : revised;
    },
    versions: async (page) => ({ ...(await playbooks.list(page)), current: playbooks.current().version }),
    version: async (version) => {
      const note = await playbooks.stored(version);
      if (note === null) return null;
      const changed = version > 1 ? differences(await playbooks.at(version - 1), await playbooks.at(version)) : null;
      return { note, inForce: version === playbooks.current().version, changed, back: await backTo(version) };
    },
    goBack: async (person, version, seen, why) => {
      const then = await playbooks.stored(version);
      if (then === null) return { result: 'no_reason', say: 'There is no such version any more.' };
      const revised = await revise(person, goBackTo(then.body), seen, why, { part: 'go_back', to: version });
      return revised.result === 'faulty' ? { result: 'faulty', faults: revised.findings.map(({ path, message, fix, severity }) => ({ line: 1, path: path.join(' › '), message, fix, severity })) } : revised;
    },
  };
};
