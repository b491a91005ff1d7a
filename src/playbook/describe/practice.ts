import type { BusinessCalendar } from '../../domain/calendar.js';
import { formatDuration } from '../../domain/duration.js';
import { formatHours, formatSpan } from '../../domain/opening-hours.js';
import type { Weekday } from '../../domain/opening-hours.js';
import type { Attention, Choice, Duty, Hold, IntakeSource, Location, Mailbox, Person, Playbook, Queue, RoutingRule } from '../../domain/playbook.js';
import { taskName } from '../../domain/task.js';
import type { Entry, Section } from './entry.js';
import { factsOf } from './entry.js';
import type { NameOf } from './names.js';
import { describeReader, describeWebhook } from './out.js';
import { describeType, escalationWords } from './task-type.js';
import { dateWords, listWords, plain } from './words.js';

const DAYS: Record<Weekday, string> = { sun: 'Sunday', mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday' };

const hoursFacts = ({ zone, hours }: BusinessCalendar): Record<string, string> => ({
  'time zone': zone,
  ...Object.fromEntries(Object.entries(hours).map(([day, periods]) => [`hours on ${DAYS[day as Weekday]}`, formatHours(periods)])),
});

const preferenceFacts = ({ prefers }: Person): Record<string, string | undefined> =>
  prefers === undefined ? {} : {
    'own quiet hours': prefers.quiet === 'practice' ? undefined : formatSpan(prefers.quiet),
    'days off': listWords(prefers.days_off.map((day) => DAYS[day])),
    'own bundles': listWords(prefers.bundles),
    'own digest': prefers.digest ? 'yes' : 'no',
    'notices on': prefers.notices && plain(prefers.notices),
  };

const describeDuty = ({ queue, people, hours }: Duty, index: number, nameOf: NameOf): Entry => {
  const label = `duty ${String(index + 1)}`;
  return { key: label, label, facts: { is: `${nameOf('queues', queue)}: ${listWords(people.map((key) => nameOf('people', key)))}, ${formatSpan(hours)}` } };
};

const describePerson = (person: Person, nameOf: NameOf): Entry => ({
  key: person.key,
  label: person.name,
  facts: factsOf({
    name: person.name,
    roles: listWords(person.roles),
    'may sign': listWords(person.may_sign.map(plain)),
    Slack: person.slack,
    Teams: person.teams,
    'e-mail': person.email,
    queues: listWords(person.queues.map((key) => nameOf('queues', key))),
    locations: listWords(person.locations.map((key) => nameOf('locations', key))),
    away: person.away.map(({ from, to }) => `${dateWords(from)} to ${dateWords(to)}`).join('; '),
    ...preferenceFacts(person),
    'shared login': person.shared ? 'yes' : 'no',
    'works here': person.left ? 'no' : 'yes',
  }),
});

const describeQueue = (queue: Queue, nameOf: NameOf): Entry => ({
  key: queue.key,
  label: queue.name,
  facts: factsOf({
    name: queue.name,
    leads: listWords(queue.leads.map((key) => nameOf('people', key))),
    intake: queue.intake && nameOf('people', queue.intake),
    'Slack channel': queue.slack_channel,
    'Teams channel': queue.teams_channel,
    'patient data in its channel': queue.patient_data_in_channel ? 'yes' : undefined,
    digest: queue.digest,
  }),
});

const describeChoice = ({ key, label }: Choice): Entry => ({ key, label, facts: { name: label } });

const describeIntake = (source: IntakeSource, nameOf: NameOf): Entry => ({
  key: source.key,
  label: source.name,
  facts: factsOf({
    name: source.name,
    brings: source.type && nameOf('task_types', source.type),
    queue: source.queue && nameOf('queues', source.queue),
    'comes by': plain(source.came_by),
    text: source.text?.join(', '),
    ...Object.fromEntries(Object.entries(source.fields).map(([field, name]) => [`field ${plain(field)}`, `"${name}"`])),
  }),
});

const describeMailbox = ({ rules, attachments, ...box }: Mailbox, nameOf: NameOf): Entry => ({
  key: box.key,
  label: box.name,
  facts: factsOf({
    name: box.name,
    server: `${box.host}${box.port === undefined ? '' : `:${String(box.port)}`} (${box.security})`,
    login: `${box.user}, password from ${box.password_from}`,
    folder: box.folder,
    brings: box.type && nameOf('task_types', box.type),
    queue: box.queue && nameOf('queues', box.queue),
    'comes by': plain(box.came_by),
    rules: rules.map(({ when, type, queue, ignore }) => {
      const tests = Object.entries(when).map(([what, wanted]) => `${what} ${wanted.join(' or ')}`).join(' and ') || 'everything';
      return `${tests}: ${ignore ? 'ignored' : [type && nameOf('task_types', type), queue && nameOf('queues', queue)].filter((part) => part !== undefined).join(' · ')}`;
    }).join('; '),
    files: `${listWords(attachments.types)}, ${String(attachments.megabytes)} MB each`,
  }),
});

const describeLocation = (place: Location): Entry => ({ ...describeChoice(place), facts: { name: place.label, ...(place.calendar ? hoursFacts(place.calendar) : {}) } });

/** The lists whose entries a rule can ask for. */
const ASKED = { type: 'task_types', location: 'locations', provider: 'providers', insurer: 'insurers', plan_type: 'plan_types' } as const;

const wantedName = (test: string, value: string, nameOf: NameOf) => (test in ASKED ? nameOf(ASKED[test as keyof typeof ASKED], value) : plain(value));

const WAYS: Record<string, string> = { least_loaded: 'whoever has the fewest open tasks', round_robin: 'everybody in turn', intake: 'the intake person', requester: 'whoever asked for it' };

/** What a routing rule does: "insurer Aetna or Cigna and location North Clinic to Billing · Priya Shah". */
export const ruleWords = ({ when, to }: RoutingRule, nameOf: NameOf): string => {
  const tests = Object.entries(when).map(([name, wanted]) => `${plain(name)} ${wanted.map((value) => wantedName(name, value, nameOf)).join(' or ')}`).join(' and ') || 'everything';
  const owner = to.owner === undefined ? [] : [WAYS[to.owner] ?? nameOf('people', to.owner)];
  return `${tests} to ${[...(to.queue === undefined ? [] : [nameOf('queues', to.queue)]), ...owner].join(' · ')}`;
};

const describeAttention = (attention: Attention): Entry => ({
  key: 'attention',
  label: 'Attention',
  facts: factsOf({
    ...Object.fromEntries(Object.entries(attention.idle).map(([status, each]) => [`idle in ${plain(status)} after`, formatDuration(each)])),
    'reminder at': `${String(Math.round(attention.remind_at * 100))}%`,
    'deadline reminders': listWords(attention.deadline_reminders.map(formatDuration)),
    escalation: listWords(attention.escalate.map(escalationWords)),
    ...Object.fromEntries(Object.entries(attention.too_long).map(([status, each]) => [`too long in ${plain(status)} after`, formatDuration(each)])),
    'at risk': `${formatDuration(attention.at_risk)} before the deadline`,
    'urgent unanswered after': formatDuration(attention.acknowledge),
    bundles: listWords(attention.bundles),
    'quiet hours': plain(attention.quiet_hours),
    'messages per person': `${String(attention.max_messages_per_person)} per day`,
  }),
});

const holdWords = ({ task, type, queue, from, to, by, why }: Hold, nameOf: NameOf): string => {
  const what = [task?.map(taskName).join(' or '), type?.map((key) => nameOf('task_types', key)).join(' or '), queue?.map((key) => nameOf('queues', key)).join(' or '), from && `from ${dateWords(from)}`, to && `to ${dateWords(to)}`].filter((part) => part !== undefined);
  return `${what.join(' ') || 'all tasks'}${by === undefined ? '' : ` by ${nameOf('people', by)}`}${why === undefined ? '' : ` ("${why}")`}`;
};

const describePractice = (playbook: Playbook, nameOf: NameOf): Entry => ({
  key: 'practice',
  label: 'Practice',
  facts: {
    name: playbook.practice.name,
    ...hoursFacts(playbook.calendar),
    'queues that are on': listWords(playbook.enabled.map((key) => nameOf('queues', key))),
    ...Object.fromEntries(Object.entries(playbook.priorities).map(([priority, meaning]) => [`priority ${priority}`, `"${meaning}"`])),
    agreements: listWords(playbook.agreements.map(({ with: other, on, by }) => `with ${other} on ${dateWords(on)} by ${nameOf('people', by)}`)),
    'model, monthly': `${String(playbook.model.monthly_tokens)} tokens, ${String(playbook.model.monthly_dollars)} dollars`,
    'model, dollars per million tokens': `${String(playbook.model.dollars_per_million.in)} in, ${String(playbook.model.dollars_per_million.out)} out`,
    retention: `${String(playbook.retention.years)} years`,
    'legal hold': playbook.retention.legal_hold.map((hold) => holdWords(hold, nameOf)).join('; ') || 'none',
  },
});

/** The whole playbook as sections of plain facts, in the order of the YAML; its routing, whose order counts, has `rule-changes.ts`. */
export const describePlaybook = (playbook: Playbook, nameOf: NameOf): Section[] => [
  { what: 'Practice', entries: [describePractice(playbook, nameOf)] },
  { what: 'Location', entries: playbook.locations.map(describeLocation) },
  { what: 'Provider', entries: playbook.providers.map(describeChoice) },
  { what: 'Insurer', entries: playbook.insurers.map(describeChoice) },
  { what: 'Plan type', entries: playbook.plan_types.map(describeChoice) },
  { what: 'Person', entries: playbook.people.map((person) => describePerson(person, nameOf)) },
  { what: 'Queue', entries: playbook.queues.map((queue) => describeQueue(queue, nameOf)) },
  { what: 'Task type', entries: playbook.task_types.map((type) => describeType(type, nameOf)) },
  { what: 'Attention', entries: [describeAttention(playbook.attention)] },
  { what: 'Reader', entries: playbook.readers.map((reader) => describeReader(reader, nameOf)) },
  { what: 'Webhook', entries: playbook.webhooks.map(describeWebhook) },
  { what: 'Intake source', entries: playbook.intake.map((source) => describeIntake(source, nameOf)) },
  { what: 'Mailbox', entries: playbook.mail.map((box) => describeMailbox(box, nameOf)) },
  { what: 'Duty', entries: playbook.duty.map((duty, index) => describeDuty(duty, index, nameOf)) },
];
