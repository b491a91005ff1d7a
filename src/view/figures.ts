// The figures as plain data: each has a sentence that says what it counts, a table, and the shape of its chart. docs/metrics.md defines them.
import { median } from '../domain/insights/pilot.js';
import { AGES, agesByType, countsByQueue, loadByOwner } from '../domain/insights/standing.js';
import type { Standing } from '../domain/insights/standing.js';
import type { Day, DayRow } from '../domain/insights/days.js';
import { mayCount } from '../domain/permissions.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { csvLine } from './csv.js';
import { CAME_BY_OPTIONS, nameOf, queueNameOf, typeNameOf } from './words.js';

export const FIGURES_PATH = '/dashboard/figures';

/** The days that can be chosen. */
export const SPANS = [7, 30, 90] as const;
export type Span = (typeof SPANS)[number];

type Cell = string | number | null;
/** Bars of one value or several beside each other, stacked bars, or lines over days. The first column names the places, `series` the values. */
export type Shape = { kind: 'bars' | 'stack' | 'lines'; unit: string };
export type Figure = { key: string; title: string; about: string; empty: string; columns: readonly string[]; rows: readonly (readonly Cell[])[]; /** Null: the table says it best. */ shape: Shape | null };

const HOUR = 3_600_000;
const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((1000 * part) / whole) / 10);
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
const sum = (rows: readonly DayRow[], of: (row: DayRow) => number) => rows.reduce((total, row) => total + of(row), 0);

export type FiguresScene = { reader: Person; playbook: Playbook; now: Date; open: readonly Standing[]; days: readonly Day[]; span: Span };

const AGE_WORDS = ['under 1 day', ...AGES.slice(1).map((end, index) => `${AGES[index]} to ${end} days`), `${AGES.at(-1)} days and more`];

/** All figures that a reader may see, in the order of the page. */
export const figuresFor = ({ reader, playbook, now, open, days, span }: FiguresScene): Figure[] => {
  const counts = (row: { queue: string; type: string | null }) => mayCount(reader, row, playbook);
  const standings = open.filter(counts);
  const chosen = days.slice(-span).map(({ day, rows }) => ({ day, rows: rows.filter(counts) }));
  const rows = chosen.flatMap((each) => each.rows);
  const queues = playbook.queues.map(({ key }) => key).filter((key) => playbook.enabled.includes(key) && (counts({ queue: key, type: null })));
  const ofQueue = (queue: string) => rows.filter((row) => row.queue === queue);
  const inQueue = (queue: string) => queueNameOf(playbook, queue);
  const last = `in the last ${span} days`;

  const intake = new Map<number, Map<string, number>>();
  for (const [key, n] of rows.flatMap(({ made }) => Object.entries(made))) {
    const [cameBy = '', hour = '0'] = key.split(' ');
    const at = intake.get(Number(hour)) ?? new Map<string, number>();
    intake.set(Number(hour), at.set(cameBy, (at.get(cameBy) ?? 0) + n));
  }
  const channels = CAME_BY_OPTIONS.filter(({ value }) => [...intake.values()].some((at) => at.has(value)));
  const hours = [...intake.keys()].sort((a, b) => a - b);
  const every = hours.length === 0 ? [] : Array.from({ length: (hours.at(-1) ?? 0) - (hours[0] ?? 0) + 1 }, (_each, index) => (hours[0] ?? 0) + index);

  const decisions = rows.flatMap((row) => row.decisions);
  const insurers = [...new Set(decisions.map(({ insurer }) => insurer))];
  const insurerName = (key: string) => playbook.insurers.find((each) => each.key === key)?.label ?? key;

  return [
    {
      key: 'queues', title: 'Queues now', about: 'Open tasks of each queue; overdue are those past their due date, the clock not stopped.', empty: 'No queue is open to you.',
      columns: ['Queue', 'Open', 'Overdue', 'In triage', 'Blocked'], shape: { kind: 'bars', unit: 'tasks' },
      rows: countsByQueue(standings, queues, now).map(({ queue, open: all, overdue, triage, blocked }) => [inQueue(queue), all, overdue, triage, blocked]),
    },
    {
      key: 'age', title: 'Age of open tasks', about: 'Calendar days since each open task was made. Nothing that is done to a task makes it younger.', empty: 'No task is open.',
      columns: ['Type', ...AGE_WORDS], shape: { kind: 'stack', unit: 'tasks' },
      rows: agesByType(standings, now).map(({ type, ages }): Cell[] => [typeNameOf(playbook, { type }), ...ages]).sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
    },
    {
      key: 'load', title: 'Workload', about: 'Open tasks of each owner, by name. It says who carries how much and nothing about how well.', empty: 'No task is open.',
      columns: ['Owner', 'Open', 'Overdue'], shape: { kind: 'bars', unit: 'tasks' },
      rows: loadByOwner(standings, now, (person) => nameOf(playbook, person)).map(({ owner, open: all, overdue }) => [nameOf(playbook, owner), all, overdue]),
    },
    {
      key: 'late', title: 'Overdue over time', about: `Tasks that were overdue when each day ended, ${last}; today as it stands now.`, empty: 'No day has been counted yet.',
      columns: ['Day', ...queues.map(inQueue)], shape: { kind: 'lines', unit: 'overdue tasks' },
      rows: queues.length === 0 ? [] : chosen.map(({ day, rows: of }) => [day, ...queues.map((queue) => sum(of.filter((row) => row.queue === queue), ({ late }) => late))]),
    },
    {
      key: 'reopened', title: 'Reopened', about: `Of what was done ${last}, how much came back. Each reopening counts on the day on which it happened.`, empty: 'Nothing was done in this time.',
      columns: ['Queue', 'Done', 'Reopened', 'Reopened %'], shape: null,
      rows: queues.map((queue): Cell[] => [inQueue(queue), sum(ofQueue(queue), ({ done }) => done), sum(ofQueue(queue), ({ reopened }) => reopened), share(sum(ofQueue(queue), ({ reopened }) => reopened), sum(ofQueue(queue), ({ done }) => done))]),
    },
    {
      key: 'triage', title: 'Time in triage', about: `Hours until a person had confirmed type and priority, for what was sorted ${last}: half took no longer than the median.`, empty: 'Nothing came in unsorted in this time.',
      columns: ['Queue', 'Sorted', 'Median hours', 'Longest hours'], shape: null,
      rows: queues.map((queue) => ({ queue, waits: ofQueue(queue).flatMap(({ sorted }) => sorted) })).filter(({ waits }) => waits.length > 0)
        .map(({ queue, waits }): Cell[] => [inQueue(queue), waits.length, rounded((median(waits) ?? 0) / HOUR), rounded(waits.reduce((most, wait) => Math.max(most, wait), 0) / HOUR)]),
    },
    {
      key: 'intake', title: 'When work comes in', about: `New tasks ${last} by the hour of the practice’s clock and by how they came.`, empty: 'Nothing came in during this time.',
      columns: ['Hour', ...channels.map(({ label }) => label)], shape: { kind: 'stack', unit: 'new tasks' },
      rows: every.map((hour): Cell[] => [`${String(hour).padStart(2, '0')}:00`, ...channels.map(({ value }) => intake.get(hour)?.get(value) ?? 0)]),
    },
    {
      key: 'insurers', title: 'Insurers’ answers', about: `Calendar days from when a request was sent until its answer was known, for answers of the last ${span} days. Within the limit counts those alone that the law gives one.`, empty: 'No answer of an insurer was recorded in this time.',
      columns: ['Insurer', 'Answers', 'Median days', 'Longest days', 'With a limit', 'Within it', 'Within it %'], shape: null,
      rows: insurers.map((insurer) => decisions.filter((each) => each.insurer === insurer)).map((of): Cell[] => {
        const limited = of.filter(({ limit }) => limit !== null);
        const within = limited.filter((each) => each.days <= (each.limit ?? 0)).length;
        return [insurerName(of[0]?.insurer ?? ''), of.length, rounded(median(of.map((each) => each.days))), rounded(of.reduce((most, each) => Math.max(most, each.days), 0)), limited.length, within, share(within, limited.length)];
      }).sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
    },
    {
      key: 'suggestions', title: 'Suggestions', about: `Suggested types that a person answered ${last}, and how many stood first and were taken.`, empty: 'No suggestion was answered in this time.',
      columns: ['Queue', 'Answered', 'Taken', 'Taken %'], shape: null,
      rows: queues.map((queue) => [queue, sum(ofQueue(queue), ({ suggested }) => suggested), sum(ofQueue(queue), ({ accepted }) => accepted)] as const).filter(([, suggested]) => suggested > 0)
        .map(([queue, suggested, accepted]): Cell[] => [inQueue(queue), suggested, accepted, share(accepted, suggested)]),
    },
  ];
};

/** The table as CSV, with its head. */
export const figureCsv = ({ columns, rows }: Pick<Figure, 'columns' | 'rows'>): string => `${[columns, ...rows].map(csvLine).join('\r\n')}\r\n`;
