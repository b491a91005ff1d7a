import { DAY, dayNumber, HOUR, MINUTE, wallTime } from '../domain/local-time.js';
import type { LocalDate } from '../domain/local-time.js';

/** Times as people say them (STYLE.md, "How Rounds speaks"), always in the practice's zone. */
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const short = (name: string): string => name.slice(0, 3);

const dateParts = (day: number) => {
  const date = new Date(day * DAY);
  return { weekday: DAYS[date.getUTCDay()] ?? '', month: MONTHS[date.getUTCMonth()] ?? '', date: String(date.getUTCDate()), year: String(date.getUTCFullYear()) };
};

/** "2 pm", "4:30 pm": ms since midnight on the wall clock, seconds left out. */
const sayClock = (clock: number): string => {
  const [hour, minute] = [Math.floor(clock / HOUR), Math.floor(clock / MINUTE) % 60];
  return `${String(hour % 12 || 12)}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`} ${hour < 12 ? 'am' : 'pm'}`;
};

/** "Tue": the weekday of a day counted from 1970-01-01. */
export const sayWeekday = (day: number): string => short(dateParts(day).weekday);

/** "4:30 pm" of `16:30`. */
export const sayClockTime = (clock: string): string => {
  const [hours, minutes] = clock.split(':').map(Number);
  return sayClock((hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE);
};

/** "Mon, Jan 5, 9 am"; the year only when it is another one. */
export const sayDated = (at: Date, now: Date, zone: string): string => `${sayDate(wallTime(zone, at).day, now, zone)}, ${sayClock(wallTime(zone, at).clock)}`;

const sayDate = (day: number, now: Date, zone: string): string => {
  const { weekday, month, date, year } = dateParts(day);
  return `${short(weekday)}, ${short(month)} ${date}${year === dateParts(wallTime(zone, now).day).year ? '' : `, ${year}`}`;
};

/** "Mon, Jan 5" for a `YYYY-MM-DD`. */
export const sayDay = (date: LocalDate, now: Date, zone: string): string => sayDate(dayNumber(date), now, zone);

/** "today 4:30 pm", "tomorrow 8 am", "Tue 2 pm" up to six days ahead, else "Mon, Jan 5, 9 am"; the year only when it is another one. */
export const sayTime = (at: Date, now: Date, zone: string): string => {
  const [then, today] = [wallTime(zone, at), wallTime(zone, now)];
  const ahead = then.day - today.day;
  const clock = sayClock(then.clock);
  if (ahead >= -1 && ahead <= 1) return `${['yesterday', 'today', 'tomorrow'][ahead + 1] ?? ''} ${clock}`;
  return ahead > 1 && ahead <= 6 ? `${short(dateParts(then.day).weekday)} ${clock}` : sayDated(at, now, zone);
};

/** The exact time that stands one press away: "Monday, January 5, 2026, 9 am (America/New_York)". */
export const sayExactly = (at: Date, zone: string): string => {
  const { day, clock } = wallTime(zone, at);
  const { weekday, month, date, year } = dateParts(day);
  return `${weekday}, ${month} ${date}, ${year}, ${sayClock(clock)} (${zone})`;
};

/** "25 min", "4 h" within a day of 24 hours; beyond that the days between the two dates, as people count them. Undefined under a minute. */
const sayLength = (earlier: Date, later: Date, zone: string): string | undefined => {
  const ms = later.getTime() - earlier.getTime();
  if (ms < MINUTE) return undefined;
  if (ms < HOUR) return `${String(Math.floor(ms / MINUTE))} min`;
  if (ms < DAY) return `${String(Math.floor(ms / HOUR))} h`;
  const days = Math.max(1, wallTime(zone, later).day - wallTime(zone, earlier).day);
  return days === 1 ? '1 day' : `${String(days)} days`;
};

/** "4 h late", "2 days late"; before the time and in its first minute "due now". */
export const sayLate = (due: Date, now: Date, zone: string): string => {
  const length = sayLength(due, now, zone);
  return length === undefined ? 'due now' : `${length} late`;
};

/** "in 25 min", "in 4 h", "in 3 days"; "now" in the last minute and after it. */
export const sayIn = (at: Date, now: Date, zone: string): string => {
  const length = sayLength(now, at, zone);
  return length === undefined ? 'now' : `in ${length}`;
};
