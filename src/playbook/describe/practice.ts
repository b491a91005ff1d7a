import type { BusinessCalendar } from '../../domain/calendar.js';
import { formatDuration } from '../../domain/duration.js';
import { formatHours, formatSpan } from '../../domain/opening-hours.js';
import type { Attention, Choice, Duty, Hold, Location, Person, Playbook, Queue, RoutingRule } from '../../domain/playbook.js';
import { taskName } from '../../domain/task.js';
import type { Entry, Section } from './entry.js';
import { factsOf } from './entry.js';
import { describeType, escalationWords } from './task-type.js';
import { listWords } from './words.js';

const hoursFacts = ({ zone, hours }: BusinessCalendar): Record<string, string> => ({
  timezone: zone,
  ...Object.fromEntries(Object.entries(hours).map(([day, periods]) => [`hours ${day}`, formatHours(periods)])),
});

const preferenceFacts = ({ prefers }: Person): Record<string, string | undefined> =>
  prefers === undefined ? {} : {
    'own quiet hours': prefers.quiet === 'practice' ? undefined : formatSpan(prefers.quiet),
    'days off': listWords(prefers.days_off),
    'own bundles': listWords(prefers.bundles),
    'own digest': prefers.digest ? 'yes' : 'no',
  };

const describeDuty = ({ queue, people, hours }: Duty, index: number): Entry => {
  const label = `duty ${String(index + 1)}`;
  return { key: label, label, facts: { is: `${queue}: ${listWords(people)}, ${formatSpan(hours)}` } };
};

const describePerson = (person: Person): Entry => ({
  key: person.key,
  label: person.name,
  facts: factsOf({
    name: person.name,
    roles: listWords(person.roles),
    'may sign': listWords(person.may_sign),
    Slack: person.slack,
    Teams: person.teams,
    'e-mail': person.email,
    queues: listWords(person.queues),
    locations: listWords(person.locations),
    away: person.away.map(({ from, to }) => `${from} to ${to}`).join(', '),
    ...preferenceFacts(person),
    'shared login': person.shared ? 'yes' : 'no',
    'works here': person.left ? 'no' : 'yes',
  }),
});

const describeQueue = (queue: Queue): Entry => ({
  key: queue.key,
  label: queue.name,
  facts: factsOf({
    name: queue.name,
    leads: listWords(queue.leads),
    intake: queue.intake,
    'Slack channel': queue.slack_channel,
    'Teams channel': queue.teams_channel,
    'patient data in its channel': queue.patient_data_in_channel ? 'yes' : undefined,
    digest: queue.digest,
  }),
});

const describeChoice = ({ key, label }: Choice): Entry => ({ key, label, facts: { name: label } });

const describeLocation = (place: Location): Entry => ({ ...describeChoice(place), facts: { name: place.label, ...(place.calendar ? hoursFacts(place.calendar) : {}) } });

/** What a routing rule does: "insurer aetna or cigna and location north to billing · priya". */
export const ruleWords = ({ when, to }: RoutingRule): string => {
  const tests = Object.entries(when).map(([name, wanted]) => `${name.replace('_', ' ')} ${wanted.join(' or ')}`).join(' and ') || 'everything';
  return `${tests} to ${[to.queue, to.owner].filter((part) => part !== undefined).join(' · ')}`;
};

const describeAttention = (attention: Attention): Entry => ({
  key: 'attention',
  label: 'Attention',
  facts: factsOf({
    ...Object.fromEntries(Object.entries(attention.idle).map(([status, each]) => [`idle in ${status.replace('_', ' ')} after`, formatDuration(each)])),
    'reminder at': `${String(Math.round(attention.remind_at * 100))}%`,
    'deadline reminders': listWords(attention.deadline_reminders.map(formatDuration)),
    escalation: listWords(attention.escalate.map(escalationWords)),
    ...Object.fromEntries(Object.entries(attention.too_long).map(([status, each]) => [`too long in ${status.replace('_', ' ')} after`, formatDuration(each)])),
    'at risk': `${formatDuration(attention.at_risk)} before the deadline`,
    'urgent unanswered after': formatDuration(attention.acknowledge),
    bundles: listWords(attention.bundles),
    'quiet hours': attention.quiet_hours.replace('_', ' '),
    'messages per person': `${String(attention.max_messages_per_person)} per day`,
  }),
});

const holdWords = ({ task, type, queue, from, to, by, why }: Hold): string => {
  const what = [task?.map(taskName).join(' or '), type?.join(' or '), queue?.join(' or '), from && `from ${from}`, to && `to ${to}`].filter((part) => part !== undefined);
  return `${what.join(' ') || 'all tasks'}${by === undefined ? '' : ` by ${by}`}${why === undefined ? '' : ` ("${why}")`}`;
};

const describePractice = (playbook: Playbook): Entry => ({
  key: 'practice',
  label: 'Practice',
  facts: {
    name: playbook.practice.name,
    ...hoursFacts(playbook.calendar),
    'enabled queues': listWords(playbook.enabled),
    ...Object.fromEntries(Object.entries(playbook.priorities).map(([priority, meaning]) => [`priority ${priority}`, `"${meaning}"`])),
    agreements: listWords(playbook.agreements.map(({ with: other, on, by }) => `with ${other} on ${on} by ${by}`)),
    'model, monthly': `${String(playbook.model.monthly_tokens)} tokens, ${String(playbook.model.monthly_dollars)} dollars`,
    'model, dollars per million tokens': `${String(playbook.model.dollars_per_million.in)} in, ${String(playbook.model.dollars_per_million.out)} out`,
    retention: `${String(playbook.retention.years)} years`,
    'legal hold': playbook.retention.legal_hold.map(holdWords).join('; ') || 'none',
  },
});

/** The whole playbook as sections of plain facts, in the order of the YAML; its routing, whose order counts, has `rule-changes.ts`. */
export const describePlaybook = (playbook: Playbook): Section[] => [
  { what: 'Practice', entries: [describePractice(playbook)] },
  { what: 'Location', entries: playbook.locations.map(describeLocation) },
  { what: 'Provider', entries: playbook.providers.map(describeChoice) },
  { what: 'Insurer', entries: playbook.insurers.map(describeChoice) },
  { what: 'Plan type', entries: playbook.plan_types.map(describeChoice) },
  { what: 'Person', entries: playbook.people.map(describePerson) },
  { what: 'Queue', entries: playbook.queues.map(describeQueue) },
  { what: 'Task type', entries: playbook.task_types.map(describeType) },
  { what: 'Attention', entries: [describeAttention(playbook.attention)] },
  { what: 'Duty', entries: playbook.duty.map(describeDuty) },
];
