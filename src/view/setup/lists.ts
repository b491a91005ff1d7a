// The lists of setup: people, queues, hours, routing, versions. Ten rows, and the way to the rest.
import { formatHours } from '../../domain/opening-hours.js';
import type { DayHours, Weekday, WeekHours } from '../../domain/opening-hours.js';
import type { Person, Playbook, RoutingRule } from '../../domain/playbook.js';
import { personOf, typeOf } from '../../domain/playbook.js';
import { labelIn } from '../words.js';
import type { VersionLine } from './versions.js';
import { PAGE } from '../lists.js';
import type { Button, Form, Line, Node } from '../nodes.js';
import { sayTime } from '../times.js';
import { both, CAME_BY_OPTIONS, either, nameOf, plural, PRIORITY_WORDS, queueNameOf } from '../words.js';
import { typesOf } from './overview.js';
import { WAY_OPTIONS } from './owners.js';
import { leads, PLACE_WORDS, setupView } from './scene.js';
import type { SetupPlace, SetupScene } from './scene.js';

type Listed = { rows: readonly Node[]; skip: number; total: number };

const pager = (place: SetupPlace, { rows, skip, total }: Listed, scene: SetupScene): Node[] => {
  const buttons = [
    ...(skip > 0 ? [leads('setup_back', 'Earlier', scene, `${place}|${String(Math.max(0, skip - PAGE))}`)] : []),
    ...(skip + rows.length < total ? [leads('setup_on', `Next ${String(Math.min(PAGE, total - skip - rows.length))}`, scene, `${place}|${String(skip + PAGE)}`)] : []),
  ];
  return buttons.length === 0 ? [] : [{ kind: 'small', lines: [`${String(skip + 1)}–${String(skip + rows.length)} of ${String(total)}`] }, { kind: 'buttons', buttons }];
};

const listOf = (place: SetupPlace, scene: SetupScene, note: readonly Node[], listed: Listed, { below = [], add = [] }: { below?: readonly Node[]; add?: readonly Button[] } = {}): Form =>
  setupView(PLACE_WORDS[place], scene, [...note, ...listed.rows, ...pager(place, listed, scene), ...below, { kind: 'buttons', buttons: [...add, leads('setup', 'Back to setup', scene)] }]);

const paged = <T>(all: readonly T[], skip: number, row: (each: T, index: number) => Node): Listed => ({ rows: all.slice(skip, skip + PAGE).map((each, index) => row(each, skip + index)), skip, total: all.length });

export const personWords = (person: Person, playbook: Playbook): string =>
  [person.left ? 'left' : person.roles.join(', '), person.shared ? 'shared login' : '', both(person.queues.map((key) => queueNameOf(playbook, key)))].filter((part) => part !== '').join(' · ');

/** Who works here first, each part as the playbook has it. */
export const peopleView = (scene: SetupScene, note: readonly Node[], skip: number): Form => {
  const { playbook } = scene;
  const people = playbook.people.toSorted((one, other) => Number(one.left) - Number(other.left));
  const rows = paged(people, skip, (person) => ({ kind: 'row', lines: [[{ strong: person.name }], personWords(person, playbook)], button: leads('setup_person', 'Change…', scene, person.key) }));
  return listOf('setup_people', scene, note, rows, { add: [leads('setup_person', 'Add a person…', scene, undefined, 'primary')] });
};

export const queuesView = (scene: SetupScene, note: readonly Node[], skip: number): Form => {
  const { playbook } = scene;
  const rows = paged(playbook.queues, skip, ({ key, name, leads: leadKeys, slack_channel, teams_channel }) => {
    const facts = [
      playbook.enabled.includes(key) ? 'On' : 'Off', plural(typesOf(key, playbook).length, 'type'), leadKeys.length === 0 ? 'no lead' : `lead ${both(leadKeys.map((lead) => nameOf(playbook, lead)))}`,
      slack_channel === undefined && teams_channel === undefined ? 'no channel' : 'has a channel',
    ];
    return { kind: 'row', lines: [[{ strong: name }], facts.join(' · ')], button: leads('setup_queue', 'Change…', scene, key) };
  });
  return listOf('setup_queues', scene, note, rows);
};

export const DAY_WORDS: Record<Weekday, string> = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' };
/** As people name a week, and the playbook. */
export const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const short = (day: Weekday) => DAY_WORDS[day].slice(0, 3);
const dayText = (hours: DayHours) => formatHours(hours).replaceAll('-', '–').replaceAll(' ', ', ');

/** "Mon 08:00–12:00, 13:00–17:00", days with the same hours together: "Tue–Thu 08:00–17:00". */
export const weekLines = (hours: WeekHours): string[] => {
  const runs: { from: Weekday; to: Weekday; text: string }[] = [];
  for (const day of WEEK) {
    const [last, text] = [runs.at(-1), dayText(hours[day])];
    if (last?.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  }
  return runs.map(({ from, to, text }) => `${from === to ? short(from) : `${short(from)}–${short(to)}`} ${text}`);
};

export const hoursView = (scene: SetupScene, note: readonly Node[], skip: number): Form => {
  const { playbook } = scene;
  const places = [{ key: undefined, label: playbook.practice.name, calendar: playbook.calendar }, ...playbook.locations];
  const own = ({ calendar }: Pick<(typeof places)[number], 'calendar'>) => calendar !== undefined && weekLines(calendar.hours).join() !== weekLines(playbook.calendar.hours).join();
  const rows = paged(places, skip, (place) => ({
    kind: 'row',
    lines: [[{ strong: place.label }], ...(place.calendar !== undefined && (place.key === undefined || own(place)) ? weekLines(place.calendar.hours) : ['As the practice'])],
    button: leads('setup_hours_of', 'Change…', scene, place.key ?? ''),
  }));
  return listOf('setup_hours', scene, note, rows, { below: [{ kind: 'small', lines: ['Holidays and other time zones stand in the playbook’s file.'] }] });
};

const nameIn = (name: string, value: string, playbook: Playbook): string => {
  const choices: Record<string, readonly { key: string; label: string }[]> = { location: playbook.locations, provider: playbook.providers, insurer: playbook.insurers, plan_type: playbook.plan_types };
  if (name === 'type') return typeOf(playbook, value)?.name ?? value;
  if (name === 'priority') return Object.hasOwn(PRIORITY_WORDS, value) ? PRIORITY_WORDS[value as keyof typeof PRIORITY_WORDS].toLowerCase() : value;
  if (name === 'source') return `by ${labelIn(CAME_BY_OPTIONS, value).toLowerCase()}`;
  return choices[name]?.find(({ key }) => key === value)?.label ?? value;
};

/** "Denial follow-up, and Aetna or Cigna" → "Billing, Priya Shah". */
export const ruleLines = ({ when, to }: RoutingRule, playbook: Playbook): { when: string; to: string } => {
  const tests = Object.entries(when).map(([name, values]) => either(values.map((value) => nameIn(name, value, playbook))));
  const owner = to.owner === undefined ? [] : [personOf(playbook, to.owner)?.name ?? labelIn(WAY_OPTIONS, to.owner)];
  return { when: tests.join(', and ') || 'Everything', to: [...(to.queue === undefined ? [] : [queueNameOf(playbook, to.queue)]), ...owner].join(', ') };
};

export const rulesView = (scene: SetupScene, note: readonly Node[], skip: number): Form => {
  const { playbook } = scene;
  const rows = paged(playbook.routing, skip, (rule, index) => {
    const { when, to } = ruleLines(rule, playbook);
    return { kind: 'row', lines: [[{ strong: `${String(index + 1)}.` }, ` ${when}`], `goes to ${to}`], button: leads('setup_rule', 'Change…', scene, String(index)) };
  });
  const lead: Line = playbook.routing.length === 0 ? 'No rules yet.' : 'The first rule that matches wins.';
  return listOf('setup_rules', scene, [...note, { kind: 'text', lines: [lead, 'Without one, whoever takes the work in owns it if they work in the queue; else its intake person, else its lead.'] }], rows, { add: [leads('setup_rule', 'Add a rule…', scene, undefined, 'primary')] });
};

export const versionsView = (scene: SetupScene, note: readonly Node[], { versions, skip, total }: { versions: readonly VersionLine[]; skip: number; total: number }): Form => {
  const { playbook, now } = scene;
  const rows = versions.map(({ version, at, by, why }): Node => ({
    kind: 'row',
    lines: [[{ strong: `Version ${String(version)}` }, version === playbook.version ? ' · in force' : ''], `${nameOf(playbook, by)} · ${sayTime(at, now, playbook.practice.timezone)}`, why],
    button: leads('setup_version', 'Look', scene, String(version)),
  }));
  return listOf('setup_versions', scene, note, { rows, skip, total });
};
