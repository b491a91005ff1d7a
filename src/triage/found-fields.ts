// Safe fields that a message names: insurer, location, provider, a choice, an amount, a day by which it is wanted. Never anything of the patient.
import { choicesOf, isPrivate } from '../domain/fields.js';
import type { Choice, Field, Playbook, TaskType } from '../domain/playbook.js';
import { wordsOf } from '../domain/search-words.js';
import type { FieldValue } from '../domain/task.js';
import { dayNamed } from './days.js';

/** Short names that people write for insurers, and the word in the insurer's own name that they mean. */
const SHORT: Readonly<Record<string, string>> = { uhc: 'unitedhealthcare', united: 'unitedhealthcare', bcbs: 'blue cross', bluecross: 'blue cross', 'workers comp': 'workers compensation', 'work comp': 'workers compensation' };
const EMPTY = new Set(['or', 'and', 'of', 'the', 'a', 'an', 'for', 'it', 'is', 'to', 'by', 'in', 'with', 'form', 'other', 'something', 'else', 'not', 'known', 'yet', 'another', 'need', 'needs']);

const within = (words: readonly string[], wanted: string) => words.some((word) => word === wanted || word === `${wanted}s` || (wanted.length >= 5 && word.startsWith(wanted)));

/** How many telling words of a label's best part stand in the text, all of that part; 0 where it is not named. */
const named = ({ label }: Choice, words: readonly string[]): number => {
  const parts = label.split(/,|\bor\b|\(|\)|:/).map((part) => wordsOf(part).filter((word) => !EMPTY.has(word))).filter((part) => part.length > 0);
  return Math.max(0, ...parts.map((part) => (part.every((word) => within(words, word)) ? part.length : 0)));
};

/** The one choice that the text names best; null where none or several fit. */
const choiceIn = (choices: readonly Choice[], words: readonly string[]): string | null => {
  const ranked = choices.map((choice) => ({ key: choice.key, fits: named(choice, words) })).filter(({ fits }) => fits > 0).sort((a, b) => b.fits - a.fits);
  return ranked[0] !== undefined && ranked[0].fits !== ranked[1]?.fits ? ranked[0].key : null;
};

/** A provider only behind a title: a patient may have the same name. */
const providerIn = (providers: readonly Choice[], text: string): string | null => {
  const said = [...text.matchAll(/\b(?:dr|doctor|np|pa)\b\.? +(\p{L}[\p{L}'’-]+)(?: +(\p{L}[\p{L}'’-]+))?/giu)].flatMap(([, one = '', other = '']) => [one, other].map((name) => name.toLowerCase().replace(/['’]s$/, '')));
  const found = providers.filter(({ label }) => said.includes(label.toLowerCase().split(' ').at(-1) ?? label));
  return found.length === 1 ? (found[0]?.key ?? null) : null;
};

const amountIn = (text: string): number | null => {
  const amounts = [...text.matchAll(/\$ ?(\d[\d,]*(?:\.\d{1,2})?)|\b(\d[\d,]*(?:\.\d\d)?) ?(?:dollars|bucks)\b/gi)].map(([, sign, word]) => Number((sign ?? word ?? '').replaceAll(',', '')));
  return amounts.length === 1 && Number.isFinite(amounts[0]) ? (amounts[0] ?? null) : null;
};

const EXPIRES = /\b(?:expires?|expiring|expired|lapses?|runs out|is up|ends?|due)\b(?: on| at)?/i;
const WANTED = /\b(?:by|before|due|no later than|deadline)\b/i;

const valueOf = (field: Field, text: string, words: readonly string[], playbook: Playbook, today: string): FieldValue | null => {
  switch (field.kind) {
    case 'provider': return providerIn(playbook.providers, text);
    case 'insurer': case 'location': case 'plan_type': case 'choice': return choiceIn(choicesOf(field, playbook) ?? [], words);
    case 'money': return amountIn(text);
    // Only days that are said to be limits: any other date may be the patient's.
    case 'date': return /expire/.test(field.key) ? dayNamed(text, EXPIRES, today) : /needed_by|due|deadline/.test(field.key) ? dayNamed(text, WANTED, today) : null;
    case 'text': case 'long_text': case 'number': case 'datetime': case 'choices': case 'person': case 'patient_ref': case 'phone': case 'yes_no': return null;
  }
};

/** The day by which the message wants it, as `YYYY-MM-DD`. `today` is the practice's. */
export const wantedBy = (text: string, today: string): string | null => dayNamed(text, WANTED, today);

/** What the message says for the fields of a type. */
export const fieldsFound = (text: string, type: TaskType, playbook: Playbook, today: string): Record<string, FieldValue> => {
  const said = text.toLowerCase();
  const meant = Object.entries(SHORT).flatMap(([short, long]) => (new RegExp(`\\b${short}\\b`).test(said) ? [long] : []));
  const words = wordsOf(text, ...meant);
  return Object.fromEntries(type.fields.flatMap((field) => {
    const value = isPrivate(type, field) ? null : valueOf(field, text, words, playbook, today);
    return value === null ? [] : [[field.key, value]];
  }));
};
