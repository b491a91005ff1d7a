// What an intake source sent, read by its mapping: the text to seal, and answers to the fields of its type.
import { plainAnswer } from '../domain/plain-answers.js';
import { typeOf } from '../domain/playbook.js';
import type { Field, IntakeSource, Playbook } from '../domain/playbook.js';
import type { Fields } from '../domain/task.js';
import { readFields } from '../view/forms/inputs.js';
import type { Seal } from '../view/forms/inputs.js';
import { problemText } from '../view/refusal-text.js';

/** One thing that is wrong with what was sent: by the name that the sender gave it, never with what stood there. */
export type Wrong = { name: string; detail: string };
export type Read = { ok: true; text: string | null; fields: Fields } | { ok: false; wrong: readonly Wrong[] };

type Sent = Readonly<Record<string, unknown>>;
type Leaf = { name: string; text: string };

/** More steps down than any form makes. */
const DEEPEST = 8;
const MOST_LEAVES = 200;

const isSent = (value: unknown): value is Sent => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** A value as text; null where nothing was said, and undefined where it has parts of its own. */
const asText = (value: unknown): string | null | undefined => {
  if (value === null || value === undefined) return null;
  if (isPlain(value)) return String(value).trim() === '' ? null : String(value).trim();
  return Array.isArray(value) && value.every(isPlain) ? asText(value.join(', ')) : undefined;
};

/** What stands under a name: itself, or a step down at each dot. */
const at = (sent: Sent, name: string): unknown => {
  if (Object.hasOwn(sent, name)) return sent[name];
  return name.split('.').reduce<unknown>((value, part) => (isSent(value) && Object.hasOwn(value, part) ? value[part] : undefined), sent);
};

/** Every plain value with its name. Lists with parts of their own count as `items.0.name`. */
const leavesOf = (value: unknown, name: string, depth = 0): Leaf[] => {
  const text = asText(value);
  if (text !== undefined) return text === null ? [] : [{ name, text }];
  if (depth >= DEEPEST || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([part, each]) => leavesOf(each, name === '' ? part : `${name}.${part}`, depth + 1));
};

/** One value is the text itself; several stand under their names, a line each. */
const asLines = (leaves: readonly Leaf[]): string | null =>
  leaves.length === 0 ? null : leaves.length === 1 ? (leaves[0]?.text ?? null) : leaves.map(({ name, text }) => `${name}: ${text}`).join('\n');

const NOT_PLAIN = 'Send text, a number, true or false here.';

const textOf = (source: IntakeSource, sent: Sent): { text: string | null } | { wrong: Wrong[] } => {
  const { text: names, fields } = source;
  if (names === undefined) {
    const taken = Object.values(fields);
    const leaves = leavesOf(sent, '').filter(({ name }) => !taken.includes(name));
    return leaves.length > MOST_LEAVES ? { wrong: [{ name: '', detail: `More than ${String(MOST_LEAVES)} values were sent. Name those that matter under "text" in the playbook.` }] } : { text: asLines(leaves) };
  }
  const found = names.map((name) => ({ name, text: asText(at(sent, name)) }));
  const odd = found.filter(({ text }) => text === undefined).map(({ name }) => ({ name, detail: NOT_PLAIN }));
  const said = found.flatMap(({ name, text }) => (text === null || text === undefined ? [] : [{ name, text }]));
  if (odd.length > 0) return { wrong: odd };
  return said.length === 0 ? { wrong: [{ name: names[0] ?? '', detail: 'Please fill this in.' }] } : { text: asLines(said) };
};

/** The mapped answers, read and sealed as those of a form, and what is wrong with them by the sender's names. */
const answersOf = (source: IntakeSource, sent: Sent, playbook: Playbook, seal: Seal): { fields: Fields; wrong: Wrong[] } => {
  const type = typeOf(playbook, source.type ?? null);
  if (type === null) return { fields: {}, wrong: [] };
  const asked = type.fields.flatMap((field): { field: Field; name: string; text: string | null | undefined }[] => {
    const name = source.fields[field.key];
    return name === undefined ? [] : [{ field, name, text: asText(at(sent, name)) }];
  });
  const odd = asked.filter(({ text }) => text === undefined).map(({ name }) => ({ name, detail: NOT_PLAIN }));
  const answers = Object.fromEntries(asked.flatMap(({ field, text }) => (text === null || text === undefined ? [] : [[field.key, plainAnswer(field, text, playbook)]])));
  const { fields, problems } = readFields(asked.map(({ field }) => field), type, answers, playbook, seal);
  const wrong = asked.flatMap(({ field, name }) => {
    const problem = problems[field.key];
    return problem === undefined ? [] : [{ name, detail: problemText(problem, playbook) }];
  });
  return { fields, wrong: [...odd, ...wrong] };
};

/** Reads what a source sent. Everything that is wrong is named at once. */
export const readDelivery = (source: IntakeSource, payload: unknown, playbook: Playbook, seal: Seal): Read => {
  if (!isSent(payload)) return { ok: false, wrong: [{ name: '', detail: 'Send names with values: a JSON object, or a form.' }] };
  const said = textOf(source, payload);
  const { fields, wrong } = answersOf(source, payload, playbook, seal);
  const all = [...('wrong' in said ? said.wrong : []), ...wrong];
  const text = 'text' in said ? said.text : null;
  if (all.length > 0) return { ok: false, wrong: all };
  return text === null && Object.keys(fields).length === 0 ? { ok: false, wrong: [{ name: '', detail: 'Nothing was sent.' }] } : { ok: true, text, fields };
};
