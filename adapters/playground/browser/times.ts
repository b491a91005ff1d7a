/** A message's ts as a moment. */
export const momentOf = (ts: string): Date => new Date(Number(ts) * 1000);

const formatters = new Map<string, Intl.DateTimeFormat>();
const format = (options: Intl.DateTimeFormatOptions, timeZone: string | undefined) => {
  const key = JSON.stringify([options, timeZone]);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat('en-US', { ...options, ...(timeZone && { timeZone }) });
  formatters.set(key, found);
  return (at: Date) => found.format(at);
};

export const clockTime = (at: Date, zone?: string): string => format({ hour: 'numeric', minute: '2-digit' }, zone)(at);
export const fullTime = (at: Date, zone?: string): string => format({ weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }, zone)(at);
export const dayKey = (at: Date, zone?: string): string => format({ dateStyle: 'short' }, zone)(at);

/** "Today", "Yesterday", "Monday, November 23". */
export const dayName = (at: Date, now: Date, zone?: string): string => {
  if (dayKey(at, zone) === dayKey(now, zone)) return 'Today';
  if (dayKey(at, zone) === dayKey(new Date(now.getTime() - 86_400_000), zone)) return 'Yesterday';
  return format({ weekday: 'long', month: 'long', day: 'numeric' }, zone)(at);
};

/** Milliseconds to 8 am of the next day in that zone; an hour off on the two days that the clocks change. */
export const untilMorning = (now: Date, zone?: string): number => {
  const [hours = 0, minutes = 0] = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone)(now).split(':').map(Number);
  return ((24 + 8 - hours) * 60 - minutes) * 60_000 - (now.getTime() % 60_000);
};

const DAY_MS = 86_400_000;
const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Milliseconds to 8 am of the next Monday in that zone, never of today. */
export const untilMonday = (now: Date, zone?: string): number => untilMorning(now, zone) + (6 - WEEK.indexOf(format({ weekday: 'short' }, zone)(now))) * DAY_MS;

/** What a date-and-time field holds for a moment, in the practice's zone: `2026-11-23T17:00`. */
export const wallOf = (at: Date, zone?: string): string => {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const [month, day, year, hour, minute] = format(parts, zone)(at).split(/\D+/);
  return `${year}-${month}-${day}T${hour}:${minute}`;
};

/** The moment that a date-and-time field means in that zone; an hour that the clocks skip counts as the next. */
export const momentAt = (wall: string, zone?: string): Date => {
  const asUtc = Date.parse(`${wall}Z`);
  const offset = (ms: number) => Date.parse(`${wallOf(new Date(ms), zone)}Z`) - ms;
  return new Date(asUtc - offset(asUtc - offset(asUtc)));
};

/** Slack's `<!date^…>` tokens: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const slackDate = (seconds: number, pattern: string, now: Date, zone?: string): string => {
  const at = new Date(seconds * 1000);
  const long = format({ year: 'numeric', month: 'long', day: 'numeric' }, zone);
  const short = format({ year: 'numeric', month: 'short', day: 'numeric' }, zone);
  const name = dayName(at, now, zone);
  const pretty = (fallback: string) => (name === 'Today' || name === 'Yesterday' ? name.toLowerCase() : fallback);
  const words: Record<string, string> = {
    date_num: format({ year: 'numeric', month: '2-digit', day: '2-digit' }, zone)(at),
    date: long(at),
    date_short: short(at),
    date_long: format({ dateStyle: 'full' }, zone)(at),
    date_pretty: pretty(long(at)),
    date_short_pretty: pretty(short(at)),
    date_long_pretty: pretty(format({ dateStyle: 'full' }, zone)(at)),
    time: clockTime(at, zone),
    time_secs: format({ timeStyle: 'medium' }, zone)(at),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => words[token] ?? whole);
};
