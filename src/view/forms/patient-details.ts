// A typed text that looks like it is of a patient, where chat may not hold that: a warning beside it, before anything is saved.
import { identifiersIn } from '../../triage/identifiers.js';
import type { Answers, Form, Input, Node } from '../nodes.js';
import { answer, choiceControl } from './inputs.js';

export const KEEP_KEY = 'keep_details';

/** Why somebody saves it all the same: keys, so that the audit holds no words of theirs. */
export const KEEP_REASONS = [{ value: 'not_of_a_patient', label: 'It is not of a patient' }, { value: 'needed_here', label: 'The task cannot do without it' }] as const;

/** The reason that was chosen; null where none was. */
export const keepReason = (answers: Answers): string | null => KEEP_REASONS.find(({ value }) => value === answer(answers, KEEP_KEY))?.value ?? null;

/** The keys of texts that look like a patient's name, phone or number. Fields that are made for those are none. */
export const doubtfulTexts = ({ parts }: Form, answers: Answers): string[] =>
  parts.flatMap((part) => (part.kind === 'input' && part.control.kind === 'text' && part.ofPatient !== true && identifiersIn(answer(answers, part.key)).length > 0 ? [part.key] : []));

const WARNING = 'Patient details? Keep them on the secure page.';

/** The form with the warning on each such field, and the way to save it all the same. */
export const warned = (form: Form, keys: readonly string[]): Form => {
  const keep: Input = { kind: 'input', key: KEEP_KEY, label: 'Save it all the same, because', optional: false, control: choiceControl(KEEP_REASONS, undefined, 'radio') };
  const parts = form.parts.flatMap((part): (Node | Input)[] => {
    if (part.kind !== 'input' || !keys.includes(part.key)) return [part];
    return [{ ...part, hint: [WARNING, part.hint].filter((each) => each !== undefined).join(' ') }];
  });
  const last = parts.findLastIndex((part) => part.kind === 'input' && keys.includes(part.key));
  return { ...form, parts: parts.toSpliced(last + 1, 0, { kind: 'text', lines: [`${WARNING} Change the text, or say why it stays.`] }, keep) };
};
