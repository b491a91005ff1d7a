// A setting of the playbook as a form asks it: what stands there as people read it, and what they typed as a setting.
import { inOldOrder } from '../../playbook/edits.js';
import { saysSame } from '../../playbook/settings.js';
import { choiceControl } from '../forms/inputs.js';
import type { Answers, Control, Input, Option } from '../nodes.js';
import { listAnswer } from '../setup/scene.js';
import type { LineCodec } from './lines.js';

type Asked =
  | { ask: 'text'; max?: number; /** Times as people type them, as the playbook has them. */ tidy?: (typed: string) => string }
  | { ask: 'number' }
  | { ask: 'yes_no' }
  | { ask: 'one'; options: readonly Option[] }
  | { ask: 'several'; options: readonly Option[] }
  | { ask: 'lines'; codec: LineCodec };

/** One row of a form's table. */
export type RuleField = Asked & {
  /** The names that lead to it from its entry; none: the part itself. */
  at: readonly string[];
  label: string;
  hint?: string;
  needed?: true;
  /** What holds where nothing is said: chosen, it stays unsaid. */
  otherwise?: unknown;
  /** What a new entry begins with. */
  begins?: unknown;
};

/** The key of its input. */
export const inputKey = ({ at }: Pick<RuleField, 'at'>): string => (at.length === 0 ? 'all' : at.join('.'));

const MOST_LETTERS = 200;
const MOST_LINES_LETTERS = 8_000;

const asText = (held: unknown): string => (typeof held === 'string' ? held : held === undefined || typeof held === 'object' ? '' : JSON.stringify(held));

const asTexts = (held: unknown): string[] => (Array.isArray(held) ? held : held === undefined ? [] : [held]).map(asText);

/** What is held and not offered, a queue that is gone: shown, so that saving the form takes nothing away unseen. */
const offered = (options: readonly Option[], held: readonly string[]): Option[] => [...options, ...held.filter((value) => !options.some((option) => option.value === value)).map((value) => ({ value, label: value }))];

const linesOf = (codec: LineCodec, held: unknown): string => (Array.isArray(held) ? held : []).map(codec.show).join('\n');

const controlOf = (field: RuleField, held: unknown, typed: Answers | null): Control => {
  const key = inputKey(field);
  const text = (stands: string) => (typed === null ? stands : (listAnswer(typed, key)[0] ?? ''));
  const given = (value: string) => (value === '' ? {} : { value });
  const stands = held ?? field.otherwise ?? field.begins;
  switch (field.ask) {
    case 'text': case 'number':
      return { kind: 'text', multiline: false, max: maxOf(field), ...given(text(asText(stands))) };
    case 'yes_no':
      return choiceControl([{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }], text(stands === true ? 'yes' : 'no'));
    case 'one':
      return choiceControl(offered(field.options, held === undefined ? [] : [asText(held)]), text(asText(stands)), 'list');
    case 'several':
      return { kind: 'choices', options: offered(field.options, asTexts(held)), value: typed === null ? asTexts(stands) : listAnswer(typed, key) };
    case 'lines':
      return { kind: 'text', multiline: true, max: MOST_LINES_LETTERS, ...given(text(linesOf(field.codec, stands))) };
  }
};

const maxOf = (field: RuleField): number => (field.ask === 'lines' ? MOST_LINES_LETTERS : field.ask === 'text' ? (field.max ?? MOST_LETTERS) : MOST_LETTERS);

/** The input of a setting; with `typed`, what was typed in place of what stands. */
export const inputOf = (field: RuleField, held: unknown, typed: Answers | null): Input => ({
  kind: 'input', key: inputKey(field), label: field.label, ...(field.hint === undefined ? {} : { hint: field.hint }), optional: field.needed !== true && field.ask !== 'yes_no', control: controlOf(field, held, typed),
});

export type Typed = { ok: true; value: unknown } | { ok: false; problem: string };

const linesTyped = (codec: LineCodec, typed: string, held: unknown): Typed => {
  const before = (Array.isArray(held) ? (held as unknown[]) : []).map((entry) => ({ entry, shown: codec.show(entry) }));
  const entries: unknown[] = [];
  for (const line of typed.split('\n').map((each) => each.trim()).filter((each) => each !== '')) {
    // A line that was left as it is keeps what it does not show.
    const kept = before.findIndex(({ shown }) => shown === line);
    const entry = kept === -1 ? codec.read(line) : before.splice(kept, 1)[0]?.entry;
    if (entry === null) return { ok: false, problem: `“${line.slice(0, 60)}” cannot be read. ${codec.example}` };
    entries.push(entry);
  }
  return { ok: true, value: entries };
};

const valueOf = (field: RuleField, typed: readonly string[], held: unknown): Typed => {
  const [first = ''] = typed;
  switch (field.ask) {
    case 'text': return { ok: true, value: field.tidy === undefined ? first.trim() : field.tidy(first.trim()) };
    case 'one': return { ok: true, value: first };
    case 'number': return first.trim() === '' ? { ok: true, value: '' } : /^\s*\d{1,6}\s*$/.test(first) ? { ok: true, value: Number(first) } : { ok: false, problem: 'Write a whole number.' };
    case 'yes_no': return { ok: true, value: first === 'yes' };
    case 'several': return { ok: true, value: typed.length === 1 && held === first ? held : inOldOrder(held, typed) };
    case 'lines': return linesTyped(field.codec, first, held);
  }
};

const isNothing = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The setting that was typed: undefined where it is to stay, or become, unsaid. What was left as it stood is `held` itself. */
export const settingTyped = (field: RuleField, answers: Answers, held: unknown): Typed => {
  const typed = listAnswer(answers, inputKey(field));
  if (typed.some((each) => each.length > maxOf(field))) return { ok: false, problem: `Write at most ${String(maxOf(field))} letters.` };
  const read = valueOf(field, typed, held);
  if (!read.ok) return read;
  if (isNothing(read.value)) {
    if (field.needed === true) return { ok: false, problem: 'Please fill this in.' };
    return { ok: true, value: Array.isArray(held) ? [] : undefined };
  }
  const unsaid = held === undefined && saysSame(read.value, field.otherwise ?? false);
  return { ok: true, value: unsaid ? undefined : saysSame(read.value, held) ? held : read.value };
};
