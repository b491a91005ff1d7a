/**
 * How long, and by which clock:
 * - business_*: while the practice is open, by the calendar at hand; a business day keeps the clock time (see calendar.ts);
 * - calendar_days: dates on the wall calendar, the clock time kept when the zone changes its clock;
 * - clock_*: elapsed time, holidays or not; a clock day is 24 hours.
 */
export const DURATION_UNITS = ['business_minutes', 'business_hours', 'business_days', 'calendar_days', 'clock_minutes', 'clock_hours', 'clock_days'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** What the time is counted from, when the rule says so itself: a task's field by key, or the task's due date. */
export type DurationRelation = { kind: 'before' | 'after'; field: string } | { kind: 'overdue' };

/** `n` is a whole number, 0 ≤ n ≤ 99999. */
export type Duration = { n: number; unit: DurationUnit; relation?: DurationRelation };

const MOST = 99_999;
const SHAPE = /^(?<amount>[-+]?[\d.,]+)\s*(?<word>[a-z]+)(?:\s+(?<second>[a-z]+))?(?<rest>.*)$/i;
const form = 'Write a whole number, business, calendar or clock, and minutes, hours or days: "4 business hours", "14 calendar days before valid_to", "2 business days overdue".';

/** "hours" alone means elapsed time and "days" alone calendar days; calendar hours are elapsed hours. */
const unitOf = (kind: string, measure: string): DurationUnit | undefined => {
  const plural = measure.endsWith('s') ? measure : `${measure}s`;
  const clock = kind === '' ? (plural === 'days' ? 'calendar' : 'clock') : kind === 'calendar' && plural !== 'days' ? 'clock' : kind;
  return DURATION_UNITS.find((unit) => unit === `${clock}_${plural}`);
};

const relationOf = (text: string): DurationRelation | undefined => {
  if (text === 'overdue') return { kind: 'overdue' };
  const [, kind, field] = /^(before|after)\s+([a-z][a-z0-9_]*)$/.exec(text) ?? [];
  return (kind === 'before' || kind === 'after') && field !== undefined ? { kind, field } : undefined;
};

/**
 * Parses `N [business|calendar|clock] minutes|hours|days [before FIELD | after FIELD | overdue]` (DESIGN.md).
 * Without the word, minutes and hours are elapsed and days are calendar days. The error is a sentence for the playbook's author.
 */
export const parseDuration = (text: string): Duration | { error: string } => {
  const { amount, word = '', second = '', rest = '' } = SHAPE.exec(text.trim())?.groups ?? {};
  if (amount === undefined) return { error: `"${text}" is no duration. ${form}` };
  if (!/^\d+$/.test(amount)) return { error: `"${amount}" is no whole number of 0 or more. Use a smaller unit ("90 business minutes"), and before, not a minus, to count back.` };
  const n = Number(amount);
  if (n > MOST) return { error: `${amount} is more than ${String(MOST)}. Use a larger unit.` };
  const [kind, measure, tail] = ['business', 'calendar', 'clock'].includes(word.toLowerCase()) ? [word, second, rest] : ['', word, `${second}${rest}`];
  const unit = unitOf(kind.toLowerCase(), measure.toLowerCase());
  if (unit === undefined) return { error: `"${`${kind} ${measure}`.trim()}" is no unit of time. ${form}` };
  if (tail.trim() === '') return { n, unit };
  const relation = relationOf(tail.trim());
  if (relation === undefined) return { error: `"${tail.trim()}" makes no sense after the unit. It may be: before FIELD, after FIELD (a field's key, such as appointment_at), or overdue.` };
  return { n, unit, relation };
};

/** The text that `parseDuration` reads back: "1 business day before appointment_at". */
export const formatDuration = ({ n, unit, relation }: Duration): string => {
  const words = unit.replace('_', ' ');
  const length = `${String(n)} ${n === 1 ? words.slice(0, -1) : words}`;
  if (relation === undefined) return length;
  return relation.kind === 'overdue' ? `${length} overdue` : `${length} ${relation.kind} ${relation.field}`;
};
