// The forms of task types, routing and attention.
import { SENSITIVITIES } from '../../domain/playbook.js';
import type { Playbook, Sensitivity } from '../../domain/playbook.js';
import { PRIORITIES } from '../../domain/words.js';
import type { Status } from '../../domain/words.js';
import { keyFor } from '../../playbook/edits.js';
import { settingAt } from '../../playbook/entries.js';
import { isMap } from '../../playbook/layer.js';
import type { Option } from '../nodes.js';
import { ruleLines } from '../setup/lists.js';
import { ownerOptions } from '../setup/owners.js';
import { SIGNER_OPTIONS } from '../setup/people.js';
import { CAME_BY_OPTIONS, PRIORITY_WORDS, queueNameOf, STATUS_WORDS } from '../words.js';
import type { RuleField } from './field.js';
import { escalationLines, plainLines } from './lines.js';
import type { LineCodec } from './lines.js';
import { named } from './practice-sections.js';
import { durationHint } from './section.js';
import type { Section } from './section.js';

const SENSITIVITY_WORDS: Record<Sensitivity, Option> = {
  standard: { value: 'standard', label: 'Standard' }, clinical: { value: 'clinical', label: 'Clinical' }, restricted: { value: 'restricted', label: 'Restricted', about: 'closed to managers and colleagues' },
};
const PRIORITY_OPTIONS: readonly Option[] = PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] }));
const SENSITIVITY_OPTIONS: readonly Option[] = SENSITIVITIES.map((value) => SENSITIVITY_WORDS[value]);

const mapOf = (entry: unknown): Record<string, unknown> => (isMap(entry) ? entry : {});
const without = (entry: unknown, gone: string): Record<string, unknown> => Object.fromEntries(Object.entries(mapOf(entry)).filter(([name]) => name !== gone));

/** Outcomes of a new type; those of an old one have more to them than a line. */
const outcomeLines: LineCodec = { show: (entry) => String(settingAt(entry, ['label']) ?? settingAt(entry, ['key'])), read: (line) => ({ key: keyFor(line, []), label: line }), example: '' };

const dueFields: RuleField[] = [
  { at: ['due', 'usual'], label: 'Due after', hint: `${durationHint}: 4 business hours`, ask: 'text', needed: true },
  ...PRIORITIES.map((priority): RuleField => ({ at: ['due', priority], label: `Due after, where ${PRIORITY_WORDS[priority].toLowerCase()}`, hint: 'Empty: as usual.', ask: 'text' })),
  { at: ['due', 'not_later_than'], label: 'Never due later than', hint: 'Such as 2 business days before visit_at', ask: 'text' },
];

const taskTypes: Section = {
  part: 'task_types', list: 'keyed', one: 'type', about: 'Fields, deadlines, waiting reasons and what outcomes lead to stand in the YAML below.',
  rows: (playbook) => playbook.task_types.map(({ key, name, queue }) => ({ entry: key, name, about: queueNameOf(playbook, queue) })),
  fields: ({ queues }, isNew) => [
    { at: ['name'], label: 'Name', ask: 'text', needed: true },
    { at: ['queue'], label: 'Queue', ask: 'one', options: named(queues), needed: true },
    { at: ['about'], label: 'In one line, where a person chooses', ask: 'text' },
    ...(isNew ? [{ at: ['outcomes'], label: 'How it can end', hint: 'An outcome a line: Reached', ask: 'lines', codec: outcomeLines, needed: true } as const] : []),
    ...dueFields,
    { at: ['review', 'by'], label: 'Checked by a second person', hint: 'Nobody chosen: no review. In which cases it is asked stands in the YAML.', ask: 'several', options: SIGNER_OPTIONS },
    { at: ['words'], label: 'Your own words for it', hint: 'One a line. A message that has one is suggested to be of this type.', ask: 'lines', codec: plainLines },
    { at: ['idle'], label: 'Its owner is asked when it rests for', hint: durationHint, ask: 'text' },
    { at: ['idle_lead'], label: 'and its lead so much later', ask: 'text' },
    { at: ['remind_at'], label: 'Its owner is reminded after', hint: 'A part of the time until it is due: 75%', ask: 'text' },
    { at: ['attempts'], label: 'Tries to reach the patient', hint: 'Before “unreachable” is offered first.', ask: 'number', otherwise: 3 },
    { at: ['escalate'], label: 'Who else hears, and when', hint: 'One a line: 1 business day overdue to manager', ask: 'lines', codec: escalationLines },
    { at: ['sensitivity'], label: 'Sensitivity', ask: 'one', options: SENSITIVITY_OPTIONS, otherwise: 'standard' },
    { at: ['patient_data'], label: 'May it hold patient details?', hint: 'No: its text may be shown everywhere.', ask: 'yes_no', otherwise: true },
  ],
  opened: (entry) => {
    if (!isMap(entry)) return entry;
    const { review, due, ...rest } = entry;
    return { ...rest, ...(review === undefined || review === 'none' ? {} : { review }), due: typeof due === 'string' ? { usual: due } : due };
  },
  closed: (entry, before) => {
    const due = settingAt(entry, ['due']);
    const shortDue = isMap(due) && Object.keys(due).length === 1 && (before === undefined || typeof settingAt(before, ['due']) === 'string') ? { due: due['usual'] } : {};
    const by = settingAt(entry, ['review', 'by']);
    const checked = by !== undefined && !(Array.isArray(by) && by.length === 0);
    const none = settingAt(before, ['review']) === undefined ? {} : { review: 'none' };
    return { ...(checked ? mapOf(entry) : without(entry, 'review')), ...shortDue, ...(checked ? {} : none) };
  },
};

const testFields = (playbook: Playbook): RuleField[] => {
  const tests: readonly [string, string, readonly Option[]][] = [
    ['type', 'Kind of work', named(playbook.task_types)], ['location', 'Location', named(playbook.locations)], ['provider', 'Provider', named(playbook.providers)], ['insurer', 'Insurer', named(playbook.insurers)],
    ['plan_type', 'Plan type', named(playbook.plan_types)], ['priority', 'Priority', PRIORITY_OPTIONS], ['source', 'How it came in', CAME_BY_OPTIONS], ['sensitivity', 'Sensitivity', SENSITIVITY_OPTIONS],
  ];
  return tests.filter(([, , options]) => options.length > 0).map(([name, label, options]) => ({ at: ['when', name], label, ask: 'several', options }));
};

const notEmpty = (tests: unknown) => Object.fromEntries(Object.entries(isMap(tests) ? tests : {}).filter(([, values]) => !(Array.isArray(values) && values.length === 0)));

const routing: Section = {
  part: 'routing', list: 'ordered', one: 'rule',
  about: 'The first rule that matches wins. Without one, whoever takes the work in owns it if they work in the queue; else its intake person, else its lead.',
  rows: (playbook) => playbook.routing.map((rule, index) => {
    const { when, to } = ruleLines(rule, playbook);
    return { entry: String(index), name: `${String(index + 1)}. ${when}`, about: `goes to ${to}` };
  }),
  fields: (playbook) => [
    { at: ['to', 'owner'], label: 'Goes to', ask: 'one', options: ownerOptions(playbook) },
    { at: ['to', 'queue'], label: 'In the queue', hint: 'Only where it is another than that of the kind of work.', ask: 'one', options: named(playbook.queues) },
    ...testFields(playbook).map((field, index) => (index === 0 ? { ...field, hint: 'One of these. What stays empty is not looked at.' } : field)),
  ],
  closed: (entry) => ({ ...mapOf(entry), when: notEmpty(settingAt(entry, ['when'])), to: settingAt(entry, ['to']) ?? {} }),
};

const byStatus = (setting: string, statuses: readonly Status[], label: (status: string) => string): RuleField[] =>
  statuses.map((status, index) => ({ at: [setting, status], label: label(STATUS_WORDS[status]), ask: 'text', ...(index === 0 ? { hint: `${durationHint}. Empty: never.` } : {}) }));

const attention: Section = {
  part: 'attention', list: null, one: 'attention',
  fields: () => [
    { at: ['bundles'], label: 'When routine notices go out', hint: 'A time a line: 10:30. One message each.', ask: 'lines', codec: plainLines },
    { at: ['max_messages_per_person'], label: 'Routine messages a person at most', hint: 'Such as 6 per day. The rest waits for the digest.', ask: 'text', otherwise: '6 per day' },
    { at: ['quiet_hours'], label: 'Quiet hours', hint: 'What is urgent is the one exception.', ask: 'one', options: [{ value: 'outside_hours', label: 'While the practice is closed' }, { value: 'none', label: 'None' }], otherwise: 'outside_hours' },
    { at: ['escalate'], label: 'Who hears when a task stays overdue', hint: 'One a line: 4 business hours overdue to lead', ask: 'lines', codec: escalationLines },
    { at: ['remind_at'], label: 'The owner is reminded after', hint: 'A part of the time until it is due: 75%', ask: 'text', otherwise: '75%' },
    { at: ['deadline_reminders'], label: 'Reminders before a deadline', hint: 'One a line: 14 calendar days', ask: 'lines', codec: plainLines },
    { at: ['at_risk'], label: 'The lead hears of a deadline before', ask: 'text', otherwise: '3 calendar days' },
    { at: ['acknowledge'], label: 'Urgent and unanswered for so long: the next person hears', ask: 'text', otherwise: '10 clock minutes' },
    ...byStatus('idle', ['triage', 'todo', 'in_progress', 'blocked', 'in_review'], (status) => `${status} and untouched for so long: its owner is asked`),
    ...byStatus('too_long', ['triage', 'todo', 'in_progress', 'waiting', 'blocked', 'in_review'], (status) => `${status} for so long: its lead hears`),
  ],
};

export const workSections: readonly Section[] = [taskTypes, routing, attention];
