import { z } from 'zod';
import { FIELD_KINDS, SENSITIVITIES, SIGNERS } from '../../domain/playbook.js';
import { condition } from './condition.js';
import { escalation } from './practice.js';
import { duration, key, listOf, oneOf, oneOrMore, percent, section, text, wholeNumber, wordOr, yes } from './words.js';

const option = section({ key, label: text.exactOptional() });

export const field = section({
  key,
  label: text.exactOptional(),
  kind: oneOf(FIELD_KINDS),
  needed: oneOf(['create', 'start', 'done']).exactOptional().meta({ description: 'The step that it gates; left out, it may stay empty' }),
  options: listOf(option).exactOptional().meta({ description: 'What can be chosen, for the kinds choice and choices' }),
  when: condition.exactOptional().meta({ description: 'The field is asked only where this holds' }),
  hint: text.exactOptional(),
});

const dueCase = section({ when: condition, due: duration, around_the_clock: yes.default(false) });

/** The internal target: one duration, or several by priority and case. */
export const due = z.union([
  duration,
  section({
    usual: duration,
    urgent: duration.exactOptional(),
    high: duration.exactOptional(),
    normal: duration.exactOptional(),
    low: duration.exactOptional(),
    cases: listOf(dueCase).default([]).meta({ description: "First match wins, before the priority's" }),
    not_later_than: duration.exactOptional(),
  }),
]);

const deadlineRule = section({
  when: condition.default('always'),
  limit: duration,
  extend_once: duration.exactOptional(),
  about: text.exactOptional().meta({ description: 'What the limit is, in a few words: "Appeal must be filed"' }),
});

/** The legal or payer limit: one duration counted from a field, one rule, or several of which the first that matches wins. */
export const deadline = z.union([duration, deadlineRule, listOf(deadlineRule)]);

export const waitingReason = section({
  key,
  label: text.exactOptional(),
  pauses: yes.meta({ description: 'Whether the due date stands still meanwhile. The deadline never does.' }),
  chase: duration.meta({ description: 'When to ask again' }),
  patient: yes.default(false).meta({ description: 'The reason that "Left voicemail" sets' }),
});

const followUp = section({
  type: key,
  due: duration,
  ask: yes.default(false).meta({ description: 'A person is asked each time; always so where the follow-up has the same type' }),
  carry: listOf(text).exactOptional().meta({ description: 'Fields carried over: [provider, "new_expires_at as expires_at"]. Left out: all that both types have alike' }),
  fill: z.record(key, z.union([z.string(), z.number(), z.boolean()])).default({}).meta({ description: 'Fields of the new task that this outcome already answers: { reason: new_visit }' }),
});

export const outcome = section({
  key,
  label: text.exactOptional(),
  follow_up: followUp.exactOptional(),
  note: oneOf(['required', 'optional']).default('optional'),
  fields: listOf(field).default([]).meta({ description: 'Asked with this outcome alone' }),
  failed: yes.default(false).meta({ description: 'It could not be done' }),
});

const review = z.union([wordOr('none', 'who and when: { by: clinician, when: { outcome: denied } }'), section({ by: oneOrMore(oneOf(SIGNERS)), when: condition.default('always') })]);

export const exit = section({
  triage: text.exactOptional(),
  todo: text.exactOptional(),
  in_progress: text.exactOptional(),
  waiting: text.exactOptional(),
  blocked: text.exactOptional(),
  in_review: text.exactOptional(),
  done: text.exactOptional(),
  cancelled: text.exactOptional(),
});

export const taskType = section({
  key,
  queue: key,
  name: text,
  about: text.default(''),
  words: listOf(text).default([]).meta({ description: "The practice's own words for this work. A message that has one is suggested to be of this type" }),
  patient_data: yes.default(true).meta({ description: 'false: the type never holds patient details, and its text may be shown everywhere' }),
  sensitivity: oneOf(SENSITIVITIES).default('standard'),
  due,
  deadline: deadline.default([]),
  fields: listOf(field).default([]),
  card_line: listOf(key).default([]).meta({ description: 'The fields that make the line on a card. None may tell of the patient' }),
  waiting_on: listOf(waitingReason).default([]),
  outcomes: listOf(outcome).min(1),
  review: review.default('none'),
  call_first: section({
    when: condition.default('always'),
    say: text.meta({ description: 'What the form says first: "Call the provider now. Rounds records the call; it is not the call."' }),
    asks: listOf(key).default([]).meta({ description: 'Fields that the form then asks beside those of creation' }),
  }).exactOptional().meta({ description: 'Where a task is no substitute for a call' }),
  attempts: wholeNumber(1, 20).default(3).meta({ description: 'How often to try a patient before "unreachable" is offered first' }),
  idle: duration.exactOptional().meta({ description: 'How long it may rest before its owner is asked, in place of attention.idle' }),
  idle_lead: duration.exactOptional().meta({ description: 'How much longer before the lead hears' }),
  remind_at: percent.exactOptional(),
  escalate: listOf(escalation).default([]).meta({ description: "Beside attention.escalate" }),
  exit: exit.prefault({}).meta({ description: 'What is true when the step is right, in one line each' }),
});
