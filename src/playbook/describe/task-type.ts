import { formatDuration } from '../../domain/duration.js';
import type { DueRule, Escalation, Field, Outcome, TaskType, WaitingReason } from '../../domain/playbook.js';
import type { Entry } from './entry.js';
import { eachAs, factsOf } from './entry.js';
import type { NameOf } from './names.js';
import { conditionWords, listWords, plain } from './words.js';

const provided = (parts: readonly (string | false | undefined)[]) => parts.filter((part) => part !== false && part !== undefined).join(', ');

const fieldWords = (field: Field): string =>
  provided([
    `"${field.label}" (${plain(field.kind)})`,
    field.needed !== undefined && `needed at ${field.needed}`,
    field.when !== undefined && `where ${conditionWords(field.when)}`,
    field.options !== undefined && `one of ${field.options.map(({ label }) => label).join(' / ')}`,
    field.hint !== undefined && `hint "${field.hint}"`,
  ]);

const waitingWords = ({ label, pauses, chase, patient }: WaitingReason): string =>
  provided([`"${label}"`, pauses ? 'due date stands still' : 'due date runs on', `ask again after ${formatDuration(chase)}`, patient && 'set by a voicemail']);

const outcomeWords = ({ label, follow_up, note_required, fields, failed }: Outcome, nameOf: NameOf): string =>
  provided([
    `"${label}"`,
    failed && 'failed',
    note_required && 'note required',
    fields.length > 0 && `asks ${fields.map(fieldWords).join('; ')}`,
    follow_up && `then ${nameOf('task_types', follow_up.type)} due ${formatDuration(follow_up.due)}${follow_up.ask ? ' if a person says so' : ''}`,
    follow_up && follow_up.carry.length > 0 && `with ${follow_up.carry.map(({ from, to }) => (from === to ? plain(from) : `${plain(from)} as ${plain(to)}`)).join(' + ')}`,
    follow_up && Object.keys(follow_up.fill).length > 0 && `filling in ${Object.entries(follow_up.fill).map(([key, value]) => `${plain(key)}: ${plain(value)}`).join(' + ')}`,
  ]);

/** Who hears when, for the differences of attention too. */
export const escalationWords = ({ at, to, when, while: statuses }: Escalation): string =>
  provided([`${formatDuration(at)} to ${plain(to)}`, when !== 'always' && `where ${conditionWords(when)}`, statuses && `while ${statuses.map(plain).join(' or ')}`]);

const dueFacts = ({ usual, by_priority, cases, not_later_than }: DueRule) => ({
  due: formatDuration(usual),
  ...Object.fromEntries(Object.entries(by_priority).map(([priority, each]) => [`due if ${priority}`, formatDuration(each)])),
  ...Object.fromEntries(cases.map(({ when, due, around_the_clock }) => [`due where ${conditionWords(when)}`, `${formatDuration(due)}${around_the_clock ? ' around the clock' : ''}`])),
  'due not later than': not_later_than && formatDuration(not_later_than),
});

/** A task type, fact by fact. */
export const describeType = (type: TaskType, nameOf: NameOf): Entry => ({
  key: type.key,
  label: type.name,
  facts: factsOf({
    name: type.name,
    queue: nameOf('queues', type.queue),
    about: type.about,
    'own words': listWords(type.words),
    'patient data': type.patient_data ? 'yes' : 'no',
    sensitivity: type.sensitivity,
    ...dueFacts(type.due),
    ...Object.fromEntries(type.deadlines.map(({ when, limit, extend_once, about }) => [
      when === 'always' ? 'deadline' : `deadline where ${conditionWords(when)}`,
      provided([formatDuration(limit), extend_once && `to be extended once by ${formatDuration(extend_once)}`, about && `"${about}"`]),
    ])),
    'card line': listWords(type.card_line.map(plain)),
    ...eachAs('field', type.fields, fieldWords),
    ...eachAs('waiting on', type.waiting_on, waitingWords),
    ...eachAs('outcome', type.outcomes, (outcome) => outcomeWords(outcome, nameOf)),
    review: type.review === 'none' ? 'none' : `by ${type.review.by.map(plain).join(' or ')}${type.review.when === 'always' ? '' : ` where ${conditionWords(type.review.when)}`}`,
    'says first': type.call_first && `"${type.call_first.say}"${type.call_first.when === 'always' ? '' : ` where ${conditionWords(type.call_first.when)}`}, asks ${listWords(type.call_first.asks.map(plain))}`,
    attempts: String(type.attempts),
    'idle after': type.idle && formatDuration(type.idle),
    'idle, lead hears after another': type.idle_lead && formatDuration(type.idle_lead),
    'reminder at': type.remind_at === undefined ? undefined : `${String(Math.round(type.remind_at * 100))}%`,
    escalation: type.escalate.map(escalationWords).join('; '),
    ...Object.fromEntries(Object.entries(type.exit).map(([status, sentence]) => [`${plain(status)} means`, `"${sentence}"`])),
  }),
});
