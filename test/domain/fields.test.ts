// The fields of a type: what an answer may be, which fields exist, and what each step needs.
import { describe, expect, test } from '@jest/globals';
import { isPrivate, problemOf, readAnswers } from '../../src/domain/fields.js';
import { FIELD_KINDS } from '../../src/domain/playbook.js';
import type { Field, FieldKind, TaskType } from '../../src/domain/playbook.js';
import type { Fields, FieldValue } from '../../src/domain/task.js';
import { taskType, testPlaybook } from '../support/playbook.js';

const playbook = testPlaybook();
const field = (kind: FieldKind, given: Partial<Field> = {}): Field => ({ key: 'it', label: 'It', kind, options: [{ key: 'a', label: 'A' }, { key: 'b', label: 'B' }], ...given });

const ANSWERS: Record<FieldKind, { right: readonly FieldValue[]; wrong: readonly [FieldValue, string][] }> = {
  text: { right: ['flu', 'x'.repeat(200)], wrong: [['x'.repeat(201), 'too_long'], [3, 'too_long']] },
  long_text: { right: ['x'.repeat(3000)], wrong: [['x'.repeat(3001), 'too_long']] },
  number: { right: [0, -3, 2.5], wrong: [['3', 'not_a_number'], [NaN, 'not_a_number'], [Infinity, 'not_a_number']] },
  money: { right: [0, 19.9], wrong: [[-1, 'negative'], ['19', 'not_a_number']] },
  date: { right: ['2026-02-28', '2028-02-29'], wrong: [['2026-02-30', 'not_a_date'], ['28.2.2026', 'not_a_date'], [20260228, 'not_a_date']] },
  datetime: { right: ['2026-03-03T15:00:00Z', '2026-03-03T10:00-05:00'], wrong: [['2026-03-03', 'not_a_date'], ['2026-03-03T10:00:00', 'not_a_date'], ['2026-03-03Tten', 'not_a_date']] },
  choice: { right: ['a'], wrong: [['c', 'unknown_choice']] },
  choices: { right: [['a', 'b']], wrong: [[['a', 'c'], 'unknown_choice'], ['a', 'unknown_choice']] },
  person: { right: ['maria'], wrong: [['nobody', 'unknown_choice']] },
  location: { right: ['main'], wrong: [['south', 'unknown_choice']] },
  provider: { right: ['patel'], wrong: [['who', 'unknown_choice']] },
  insurer: { right: ['aetna'], wrong: [['acme', 'unknown_choice']] },
  plan_type: { right: ['commercial'], wrong: [['gold', 'unknown_choice']] },
  patient_ref: { right: ['12-345'], wrong: [['x'.repeat(41), 'too_long']] },
  phone: { right: ['+1 (212) 555-0100'], wrong: [['call me', 'not_a_phone']] },
  yes_no: { right: [true, false], wrong: [['yes', 'unknown_choice']] },
};

describe.each(FIELD_KINDS)('%s', (kind) => {
  test('takes what is right', () => expect(ANSWERS[kind].right.map((value) => problemOf(field(kind), value, playbook))).toEqual(ANSWERS[kind].right.map(() => null)));
  test('says what is wrong', () => expect(ANSWERS[kind].wrong.map(([value]) => problemOf(field(kind), value, playbook)?.problem)).toEqual(ANSWERS[kind].wrong.map(([, problem]) => problem)));
});

test('a patient\'s words are private, an inventory\'s are not; a chart number always is', () => {
  const of = (patient_data: boolean) => FIELD_KINDS.filter((kind) => isPrivate({ patient_data }, { kind }));
  expect(of(true)).toEqual(['text', 'long_text', 'patient_ref', 'phone']);
  expect(of(false)).toEqual(['patient_ref']);
});

describe('answers', () => {
  const type: TaskType = taskType('kind', {
    fields: [
      { key: 'a', label: 'A', kind: 'yes_no', needed: 'create' }, { key: 'b', label: 'B', kind: 'text', needed: 'start', when: { all: { a: true } } },
      { key: 'c', label: 'C', kind: 'text', needed: 'done', when: { all: { b: 'more' } } }, { key: 'd', label: 'D', kind: 'choices', options: [] },
    ],
  });
  const [outcome] = taskType('kind', { outcomes: [{ key: 'done', label: 'Done', note_required: false, failed: false, fields: [{ key: 'e', label: 'E', kind: 'number', needed: 'done' }] }] }).outcomes;
  const read = (step: 'create' | 'start' | 'done', given: Fields, closing = false) => readAnswers(step, { type, outcome: (closing && outcome) || null, priority: 'normal' }, given, playbook);
  const problems = (...given: Parameters<typeof read>) => Object.entries(read(...given).problems).map(([key, { problem }]) => `${key} ${problem}`);
  test('are asked for by the step, and by the steps before it', () => {
    expect(problems('create', {})).toEqual(['a missing']);
    expect(problems('start', { a: true })).toEqual(['b missing']);
    expect(problems('done', { a: true, b: 'more' }, true)).toEqual(['c missing', 'e missing']);
    expect(problems('done', {})).toEqual(['a missing']);
  });
  test('to a field that does not exist for these answers are not asked for', () => {
    expect(problems('done', { a: false })).toEqual([]);
    expect(problems('done', { a: true, b: 'less' })).toEqual([]);
  });
  test('no is an answer; nothing is none', () => {
    expect(read('create', { a: false, b: '', d: [] })).toMatchObject({ fields: { a: false }, problems: {} });
  });
  test('go with the field they hang on, and so do those that hang on these', () => {
    expect(read('done', { a: false, b: 'more', c: 'x', z: 1 }).fields).toEqual({ a: false });
  });
  test('that are malformed are a problem even where the step does not need them', () => {
    expect(problems('create', { a: true, b: 3 })).toEqual(['b too_long']);
  });
  test('that are sealed were checked before', () => {
    expect(problems('start', { a: true, b: { sealed: 'x', key: 'k' } })).toEqual([]);
  });
  test('of an outcome exist with that outcome alone', () => {
    expect([read('done', { a: false, e: 3 }, true).fields, read('done', { a: false, e: 3 }).fields]).toEqual([{ a: false, e: 3 }, { a: false }]);
  });
});
