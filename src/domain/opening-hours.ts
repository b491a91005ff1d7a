/** The names of DESIGN.md's `hours`, in the order of `Date.getUTCDay()`. */
export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Open from `start` up to, not including, `end`: minutes of the wall clock since midnight, 0 ≤ start < end ≤ 1440. */
export type Period = { start: number; end: number };

/** A weekday's periods in order, none touching another (a morning and an afternoon; none: closed). */
export type DayHours = readonly Period[];
export type WeekHours = Readonly<Record<Weekday, DayHours>>;

const example = 'Write periods such as "08:00-12:00 13:00-17:00", or closed.';

/** "08:30" to minutes since midnight; "24:00" is the end of the day. Undefined for anything else. */
export const parseClock = (text: string): number | undefined => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 1440 ? total : undefined;
};

/** Minutes since midnight to "08:30". */
export const formatClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A stretch of every day, minutes of the wall clock; over midnight where `to` is not after `from`, the whole day where they are the same. */
export type ClockSpan = { from: number; to: number };

/** "18:00-07:30", or a sentence for the playbook's author. */
export const parseSpan = (text: string): ClockSpan | { error: string } => {
  const [from, to, ...rest] = text.trim().split(/\s*[-–]\s*/).map(parseClock);
  return from === undefined || to === undefined || rest.length > 0 ? { error: `"${text}" is no stretch of the day. Write two times of day: "18:00-07:30".` } : { from, to: to % 1440 };
};

export const formatSpan = ({ from, to }: ClockSpan): string => `${formatClock(from)}-${formatClock(to)}`;

/** Whether minutes since midnight lie in the stretch: its start does, its end does not. */
export const isWithin = ({ from, to }: ClockSpan, minutes: number): boolean =>
  from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;

const parsePeriod = (text: string): Period | { error: string } => {
  const [from, to, ...rest] = text.split(/[-–]/);
  if (from === undefined || to === undefined || rest.length > 0) return { error: `"${text}" is no period. ${example}` };
  const [start, end] = [parseClock(from), parseClock(to)];
  if (start === undefined) return { error: `"${from}" is no time of day. Write hours and minutes, 00:00 to 24:00.` };
  if (end === undefined) return { error: `"${to}" is no time of day. Write hours and minutes, 00:00 to 24:00.` };
  if (start === end) return { error: `"${text}" is empty: it ends when it starts. For the whole day write 00:00-24:00.` };
  if (end < start) return { error: `"${text}" ends before it starts. A shift over midnight is two periods: ${from}-24:00 on this day, 00:00-${to} on the next.` };
  return { start, end };
};

/** Parses one weekday's hours: "closed", or periods parted by blanks or commas, in any order. Touching periods become one. The error is a sentence for the playbook's author. */
export const parseHours = (text: string): { periods: DayHours } | { error: string } => {
  const words = text.trim().replace(/\s*[-–]\s*/g, '-').split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0) return { error: `The hours are empty. ${example}` };
  if (words.length === 1 && words[0]?.toLowerCase() === 'closed') return { periods: [] };
  const periods: Period[] = [];
  for (const word of words) {
    const period = parsePeriod(word);
    if ('error' in period) return period;
    periods.push(period);
  }
  const merged: Period[] = [];
  for (const period of periods.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && period.start < last.end) return { error: `${formatPeriod(last)} and ${formatPeriod(period)} overlap.` };
    if (last?.end === period.start) last.end = period.end;
    else merged.push({ ...period });
  }
  return { periods: merged };
};

const formatPeriod = ({ start, end }: Period): string => `${formatClock(start)}-${formatClock(end)}`;

/** The text that `parseHours` reads back. */
export const formatHours = (periods: DayHours): string => (periods.length === 0 ? 'closed' : periods.map(formatPeriod).join(' '));
