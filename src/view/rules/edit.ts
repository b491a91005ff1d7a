// From a filled-in form to one change of the settings, and from what is wrong with it back to the inputs.
import type { Playbook } from '../../domain/playbook.js';
import { keyFor } from '../../playbook/edits.js';
import { addTo, heldAt, putAt, settingAt, withSetting } from '../../playbook/entries.js';
import type { Path } from '../../playbook/fault.js';
import type { Edit, Settings } from '../../playbook/settings.js';
import type { Answers, Input } from '../nodes.js';
import { inputKey, inputOf, settingTyped } from './field.js';
import type { RuleField } from './field.js';
import type { Section } from './section.js';

export type Filling = { section: Section; /** Null: a new entry, or the part itself. */ entry: string | null; settings: Settings; playbook: Playbook };

const isNew = ({ section, entry }: Filling) => section.list !== null && entry === null;
const heldBy = (filling: Filling): unknown => (isNew(filling) ? undefined : heldAt(filling.settings, { part: filling.section.part, entry: filling.entry }));
const fieldsOf = (filling: Filling) => filling.section.fields(filling.playbook, isNew(filling));
const openedBy = ({ section }: Filling, held: unknown) => section.opened?.(held) ?? held;

/** Whether there is such an entry. */
export const isThere = (filling: Filling): boolean => filling.section.list === null || filling.entry === null || heldBy(filling) !== undefined;

/** What the form asks; with `typed`, what was typed. */
export const inputsOf = (filling: Filling, typed: Answers | null): Input[] => {
  const held = openedBy(filling, heldBy(filling));
  return fieldsOf(filling).map((field) => inputOf(field, settingAt(held, field.at), typed));
};

export type Filled = { ok: true; edit: Edit; /** The entry that it is about, by which faults name it. */ entry: string | number | null } | { ok: false; problems: Readonly<Record<string, string>> };

const writeDown = ({ section, settings, entry }: Filling, next: unknown): Filled & { ok: true } => {
  if (section.list === null) return { ok: true, entry: null, edit: putAt({ part: section.part, entry: null }, next ?? []) };
  if (entry !== null) return { ok: true, entry: section.list === 'ordered' ? Number(entry) : entry, edit: putAt({ part: section.part, entry }, next) };
  const list = Array.isArray(settings[section.part]) ? (settings[section.part] as unknown[]) : [];
  if (section.list === 'ordered') return { ok: true, entry: list.length, edit: addTo(section.part, next) };
  const key = keyFor(String(settingAt(next, ['name'])), list.map((each) => String(settingAt(each, ['key']))));
  return { ok: true, entry: key, edit: addTo(section.part, { key, ...(next as object) }) };
};

/** The change that a form asks for. What it does not ask stays as it is, and saved unchanged it changes nothing. */
export const readFilled = (filling: Filling, answers: Answers): Filled => {
  const before = heldBy(filling);
  let next = openedBy(filling, before);
  const problems: Record<string, string> = {};
  for (const field of fieldsOf(filling)) {
    const held = settingAt(next, field.at);
    const typed = settingTyped(field, answers, held);
    if (!typed.ok) problems[inputKey(field)] = typed.problem;
    else if (typed.value !== held) next = withSetting(next, field.at, typed.value);
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return writeDown(filling, filling.section.closed?.(next, before) ?? next);
};

const startsWith = (path: readonly (string | number)[], start: readonly (string | number)[]) => start.every((part, index) => path[index] === part);

/** The input to which a fault belongs; null: to the form as a whole. */
export const inputOfFault = (filling: Filling, entry: string | number | null, [part, ...path]: Path): string | null => {
  if (part !== filling.section.part) return null;
  const [first, ...rest] = path;
  if (entry !== null && first !== entry) return null;
  const within = entry === null ? path : rest;
  const fits = ({ at }: RuleField) => startsWith(within, at) || (within.length > 0 && startsWith(at, within));
  const field = fieldsOf(filling).filter(fits).toSorted((one, other) => other.at.length - one.at.length)[0];
  return field === undefined ? null : inputKey(field);
};
