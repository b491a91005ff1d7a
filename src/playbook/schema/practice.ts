import { z } from 'zod';
import { PLATFORMS, ROLES, SIGNERS } from '../../domain/playbook.js';
import { clockSpan, clockTime, date, dayHours, duration, key, listOf, oneOf, oneOrMore, perDay, percent, say, section, taskNumber, text, timezone, weekday, wholeNumber, wordOr, yes } from './words.js';
import { condition } from './condition.js';
import { CAME_BY, PRIORITIES, STATUSES } from '../../domain/task.js';
import { SENSITIVITIES } from '../../domain/playbook.js';

export const week = section({ mon: dayHours, tue: dayHours, wed: dayHours, thu: dayHours, fri: dayHours, sat: dayHours, sun: dayHours });

export const holidays = section({
  calendar: oneOf(['US', 'none']),
  also: listOf(date).default([]).meta({ description: 'Further days on which the practice is closed' }),
  except: listOf(text).default([]).meta({ description: 'Holidays on which it works: a date, or a name such as "Columbus Day"' }),
});

export const location = section({
  key,
  name: text,
  hours: week.exactOptional().meta({ description: "This location's own hours, all seven days" }),
  timezone: timezone.exactOptional(),
});

/** An entry of providers, insurers or plan types. */
export const named = section({ key, name: text });

/** What `/rounds settings` writes. */
export const preferences = section({
  quiet: z.union([wordOr('practice', 'a stretch of the day: "18:00-07:30"'), clockSpan]).default('practice').meta({ description: "In place of the practice's quiet hours" }),
  days_off: listOf(weekday).default([]).meta({ description: 'Weekdays on which nothing routine comes' }),
  bundles: listOf(clockTime).default([]).meta({ description: "In place of the practice's bundle times" }),
  digest: yes.default(true).meta({ description: 'Whether "my day" comes in the morning' }),
  notices: oneOf(PLATFORMS).exactOptional().meta({ description: 'Where notices come, for somebody with a Slack and a Teams id; unset: on Slack where both are configured' }),
});

export const person = section({
  key,
  name: text,
  roles: listOf(oneOf(ROLES)).min(1),
  may_sign: listOf(oneOf(SIGNERS)).default([]).meta({ description: 'Whose sign-off it counts as when this person reviews' }),
  slack: text.exactOptional().meta({ description: "The person's member id in Slack (Profile → ⋯ → Copy member ID)" }),
  teams: text.exactOptional().meta({ description: "The person's object id in Microsoft Entra" }),
  email: text.exactOptional(),
  queues: listOf(key).default([]),
  locations: listOf(key).default([]),
  away: listOf(section({ from: date, to: date })).default([]).meta({ description: 'Days away, both included' }),
  shared: yes.default(false).meta({ description: 'A login that several people share: it takes work in and does nothing else' }),
  left: yes.default(false).meta({ description: 'No longer works here: gets nothing and may do nothing, and keeps their name in histories' }),
  prefers: preferences.exactOptional().meta({ description: 'What the person chose with /rounds settings' }),
});

export const queue = section({
  key,
  name: text,
  leads: listOf(key).default([]),
  intake: key.exactOptional().meta({ description: 'Who gets what no rule gives to somebody' }),
  slack_channel: text.exactOptional(),
  teams_channel: text.exactOptional(),
  patient_data_in_channel: yes.exactOptional().meta({ description: 'Under PHI_MODE full its channel may show patient details' }),
  digest: clockTime.default('08:15').meta({ description: 'When the morning digest comes' }),
});

const match = oneOrMore(key);

export const routingRule = section({
  when: section({
    type: match.exactOptional(),
    location: match.exactOptional(),
    provider: match.exactOptional(),
    insurer: match.exactOptional(),
    plan_type: match.exactOptional(),
    source: oneOrMore(oneOf(CAME_BY)).exactOptional(),
    priority: oneOrMore(oneOf(PRIORITIES)).exactOptional(),
    sensitivity: oneOrMore(oneOf(SENSITIVITIES)).exactOptional(),
  }),
  to: section({
    queue: key.exactOptional(),
    owner: key.exactOptional().meta({ description: 'A person, or least_loaded, round_robin, intake, requester' }),
  }),
});

export const escalation = section({
  after: duration.exactOptional().meta({ description: 'Such as "4 business hours overdue" or "30 clock minutes after created"' }),
  at: duration.exactOptional().meta({ description: 'Such as "14 calendar days before deadline"' }),
  to: oneOf(['lead', 'manager', 'channel']),
  when: condition.default('always'),
  while: listOf(oneOf(STATUSES)).exactOptional().meta({ description: 'Only while the task has one of these statuses' }),
}).refine(({ after, at }) => (after === undefined) !== (at === undefined), say('It must say when, once.', 'Write either "after: 4 business hours overdue" or "at: 14 calendar days before deadline".'));

export const duty = section({
  queue: key,
  people: listOf(key).min(1).meta({ description: 'The first hears at once of what cannot wait, the others when nobody answered' }),
  hours: clockSpan.prefault('00:00-24:00').meta({ description: 'When they are on duty, every day' }),
});

export const attention = section({
  idle: section({ todo: duration.exactOptional(), in_progress: duration.exactOptional(), blocked: duration.exactOptional(), triage: duration.exactOptional(), in_review: duration.exactOptional() })
    .prefault({ todo: '4 business hours', in_progress: '1 business day' })
    .meta({ description: 'How long a task may rest in a status before its owner is asked' }),
  remind_at: percent.prefault('75%').meta({ description: 'The owner is reminded when this part of the time until due is over' }),
  deadline_reminders: listOf(duration)
    .prefault(['14 calendar days', '7 calendar days', '3 calendar days', '1 calendar day'])
    .meta({ description: 'How long before the deadline its owner hears of it' }),
  escalate: listOf(escalation)
    .prefault([{ after: '4 business hours overdue', to: 'lead' }, { after: '2 business days overdue', to: 'manager' }])
    .meta({ description: 'Who hears when a task stays overdue' }),
  too_long: section({ triage: duration.exactOptional(), todo: duration.exactOptional(), in_progress: duration.exactOptional(), waiting: duration.exactOptional(), blocked: duration.exactOptional(), in_review: duration.exactOptional() })
    .prefault({ triage: '4 business hours', in_progress: '3 business days', waiting: '10 business days', blocked: '2 business days' })
    .meta({ description: 'How long a task may stand in a status before the lead hears' }),
  at_risk: duration.prefault('3 calendar days').meta({ description: 'How long before the deadline the lead hears of an open task' }),
  acknowledge: duration.prefault('10 clock minutes').meta({ description: 'How long an urgent task may go unanswered before the next person hears' }),
  bundles: listOf(clockTime).prefault(['10:30', '13:15', '15:30']).meta({ description: 'When routine notices go out, one message each' }),
  quiet_hours: oneOf(['outside_hours', 'none']).default('outside_hours').meta({ description: 'Urgent tasks are the one exception' }),
  max_messages_per_person: perDay.prefault('6 per day').meta({ description: 'Routine ones; the rest waits for the digest' }),
});

export const intakeSource = section({
  key,
  name: text,
  type: key.exactOptional().meta({ description: 'The task type that it brings; left out, a person says so, with a suggestion' }),
  queue: key.exactOptional().meta({ description: "Whose leads sort it; left out: the type's, else the first that is on" }),
  came_by: oneOf(CAME_BY).default('website'),
  text: listOf(text).min(1).exactOptional().meta({ description: 'Names in what it sends that make up the text; left out: all that is no field' }),
  fields: z.record(key, text).default({}).meta({ description: 'Fields of the type, each with its name in what is sent; "patient.chart" goes a step down' }),
}).meta({ description: 'A source that may send to POST /intake/KEY. Its secret is made with npm run intake:secret and stands in no playbook' });

export const agreement = section({ with: text, on: date, by: key });

const amount = (most: number) => z.number().min(0).max(most);

export const model = section({
  monthly_tokens: wholeNumber(0, 1_000_000_000).default(3_000_000).meta({ description: 'Then suggestions come from the built-in classifier until the next month' }),
  monthly_dollars: amount(100_000).default(10),
  dollars_per_million: section({ in: amount(10_000).default(0.25), out: amount(10_000).default(2) }).prefault({}).meta({ description: "Your model's price for a million tokens" }),
});

export const hold = section({
  task: oneOrMore(taskNumber).exactOptional(),
  type: match.exactOptional(),
  queue: match.exactOptional(),
  from: date.exactOptional().meta({ description: 'Tasks that were worked on from this day on' }),
  to: date.exactOptional().meta({ description: 'Tasks that were worked on up to this day' }),
  by: key.meta({ description: 'Who ordered the hold' }),
  why: text,
}).meta({ description: 'Keeps what fits all that it names; one that names nothing keeps everything' });

export const retention = section({
  years: wholeNumber(1, 100).default(6).meta({ description: 'How long closed tasks are kept' }),
  legal_hold: z.union([wordOr('all', 'entries such as { task: T-1042, by: kim, why: Subpoena }'), listOf(z.union([taskNumber, hold]))]).default([]).meta({ description: 'Closed tasks that are not purged' }),
});

export const priorities = section({ urgent: text, high: text, normal: text, low: text });
