// The forms of people, queues, hours and the lists that tasks choose from.
import type { Playbook } from '../../domain/playbook.js';
import { settingAt } from '../../playbook/entries.js';
import type { Option } from '../nodes.js';
import { inHours } from '../setup/hours.js';
import { DAY_WORDS, personWords, WEEK } from '../setup/lists.js';
import { ableOptions } from '../setup/owners.js';
import { ROLE_OPTIONS, SIGNER_OPTIONS } from '../setup/people.js';
import { both, CAME_BY_OPTIONS, nameOf, plural, queueNameOf } from '../words.js';
import type { RuleField } from './field.js';
import { daysLines, plainLines } from './lines.js';
import type { Section } from './section.js';

type Named = { key: string; name?: string; label?: string };
export const named = (entries: readonly Named[]): Option[] => entries.map(({ key, name, label }) => ({ value: key, label: label ?? name ?? key }));
const nameField: RuleField = { at: ['name'], label: 'Name', ask: 'text', needed: true };

const people: Section = {
  part: 'people', list: 'keyed', one: 'person', stays: true,
  rows: (playbook) => playbook.people.toSorted((one, other) => Number(one.left) - Number(other.left)).map((person) => ({ entry: person.key, name: person.name, about: personWords(person, playbook) })),
  fields: ({ queues, locations }, isNew) => [
    nameField,
    { at: ['slack'], label: 'Slack member id', hint: 'Profile → ⋯ → Copy member ID. Without an account they cannot use Rounds.', ask: 'text' },
    { at: ['teams'], label: 'Teams (Entra) object id', ask: 'text' },
    { at: ['email'], label: 'E-mail', ask: 'text' },
    { at: ['roles'], label: 'Roles', ask: 'several', options: ROLE_OPTIONS, needed: true, begins: ['staff'] },
    { at: ['queues'], label: 'Queues', hint: 'Whose work they see and do.', ask: 'several', options: named(queues) },
    { at: ['locations'], label: 'Locations', ask: 'several', options: named(locations) },
    { at: ['may_sign'], label: 'May sign as', hint: 'Whose check it counts as when they review.', ask: 'several', options: SIGNER_OPTIONS },
    { at: ['away'], label: 'Days away', hint: 'A stretch a line, both days included: 2026-08-03 to 2026-08-14', ask: 'lines', codec: daysLines },
    { at: ['shared'], label: 'Is this a login that several people share?', hint: 'It takes work in and does nothing else.', ask: 'yes_no' },
    ...(isNew ? [] : [{ at: ['left'], label: 'Did they leave the practice?', hint: 'They are out at once. Their open tasks go to the queue’s lead, and their name stays in histories.', ask: 'yes_no' } as const]),
  ],
};

const queues: Section = {
  part: 'queues', list: 'keyed', one: 'queue',
  rows: (playbook) => playbook.queues.map(({ key, name, leads }) => ({
    entry: key, name,
    about: [playbook.enabled.includes(key) ? 'On' : 'Off', plural(playbook.task_types.filter(({ queue }) => queue === key).length, 'type'), leads.length === 0 ? 'no lead' : `lead ${both(leads.map((lead) => nameOf(playbook, lead)))}`].join(' · '),
  })),
  fields: (playbook) => [
    nameField,
    { at: ['leads'], label: 'Leads', hint: 'The first one owns what nobody else can. Their role must say lead, too.', ask: 'several', options: ableOptions(playbook) },
    { at: ['intake'], label: 'Who takes work in', hint: 'Gets what no routing rule gives to somebody.', ask: 'one', options: ableOptions(playbook) },
    { at: ['slack_channel'], label: 'Slack channel', hint: 'Its id: the channel’s name → About → Channel ID.', ask: 'text' },
    { at: ['teams_channel'], label: 'Teams channel', ask: 'text' },
    { at: ['digest'], label: 'When the morning digest comes', hint: 'Such as 08:15', ask: 'text', otherwise: '08:15' },
    { at: ['patient_data_in_channel'], label: 'May its channel show patient details?', hint: 'Counts under PHI_MODE full alone. Everybody in the channel reads them.', ask: 'yes_no' },
  ],
};

const enabled: Section = {
  part: 'enabled', list: null, one: 'queues that are on', about: 'Only tasks of these queues can be created. Open tasks of a queue that is turned off go on as they are.',
  fields: (playbook) => [{ at: [], label: 'Queues', ask: 'several', options: named(playbook.queues) }],
};

const week = (at: readonly string[], needed: boolean): RuleField[] => WEEK.map((day, index) => ({
  at: [...at, day], label: DAY_WORDS[day], ask: 'text', tidy: inHours, ...(needed ? { needed: true } : {}),
  ...(index === 0 ? { hint: `Such as 8 am-5 pm or 08:00-17:00. With lunch: 8 am-12 pm, 1 pm-5 pm. Or: closed.${needed ? '' : ' All seven days, or none for the practice’s hours.'}` } : {}),
}));

const hours: Section = { part: 'hours', list: null, one: 'hours', about: 'Due dates count these hours. Dates that are set already stay.', fields: () => week([], true) };

const holidays: Section = {
  part: 'holidays', list: null, one: 'holidays',
  fields: () => [
    { at: ['calendar'], label: 'Calendar', ask: 'one', needed: true, options: [{ value: 'US', label: 'US federal holidays' }, { value: 'none', label: 'None' }] },
    { at: ['also'], label: 'Also closed on', hint: 'A day a line: 2026-12-24', ask: 'lines', codec: plainLines },
    { at: ['except'], label: 'Open all the same on', hint: 'A day or a holiday’s name a line: Columbus Day', ask: 'lines', codec: plainLines },
  ],
};

const locations: Section = {
  part: 'locations', list: 'keyed', one: 'location',
  rows: ({ locations: all }) => all.map(({ key, label, calendar }) => ({ entry: key, name: label, about: calendar === undefined ? 'the practice’s hours' : 'its own hours or time zone' })),
  fields: () => [nameField, { at: ['timezone'], label: 'Time zone', hint: 'Where it is another than the practice’s: America/Denver', ask: 'text' }, ...week(['hours'], false)],
};

/** Lists of names and nothing else. */
const names = (part: 'providers' | 'insurers' | 'plan_types', one: string): Section => ({
  part, list: 'keyed', one, rows: (playbook: Playbook) => playbook[part].map(({ key, label }) => ({ entry: key, name: label, about: '' })), fields: () => [nameField],
});

const intake: Section = {
  part: 'intake', list: 'keyed', one: 'source', about: 'What may send to the signed webhook. Its secret is made on the page Secrets.',
  rows: ({ intake: all }) => all.map(({ key, name }) => ({ entry: key, name, about: `sends to /intake/${key}` })),
  fields: (playbook) => [
    nameField,
    { at: ['came_by'], label: 'How the work reached you', ask: 'one', options: CAME_BY_OPTIONS, otherwise: 'website' },
    { at: ['type'], label: 'Kind of work', hint: 'Left out: a person says what it is, with a suggestion.', ask: 'one', options: named(playbook.task_types) },
    { at: ['queue'], label: 'Queue whose leads sort it', ask: 'one', options: playbook.queues.map(({ key }) => ({ value: key, label: queueNameOf(playbook, key) })) },
    { at: ['text'], label: 'Names in what is sent that make up the text', hint: 'A name a line. Left out: all that is no field.', ask: 'lines', codec: plainLines },
  ],
  // A list of none is refused: without it, all that is no field is the text.
  closed: (entry) => (Array.isArray(settingAt(entry, ['text'])) && (settingAt(entry, ['text']) as unknown[]).length === 0 ? Object.fromEntries(Object.entries(entry as object).filter(([name]) => name !== 'text')) : entry),
};

export const practiceSections: readonly Section[] = [people, queues, enabled, hours, holidays, locations, names('providers', 'provider'), names('insurers', 'insurer'), names('plan_types', 'plan type'), intake];
