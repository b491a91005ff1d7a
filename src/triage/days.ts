// Days as people write them: "by Friday", "due 12/4", "before Dec 31", "by eod". Plain calendar arithmetic on `YYYY-MM-DD`.

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MS = 86_400_000;

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const dayOf = (year: number, month: number, day: number): string | null => {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? made.toISOString().slice(0, 10) : null;
};

/** The next such day, today included: people do not give limits in the past. */
const next = (month: number, day: number, today: string): string | null => {
  const year = Number(today.slice(0, 4));
  return [year, year + 1].map((each) => dayOf(each, month, day)).find((each) => each !== null && each >= today) ?? null;
};

const DAY = /^\W*(?:the |this |next |end of day |on )*(?:(today|tonight|eod|close|noon|lunch)|(tomorrow|tmrw|tmr)|(sun|mon|tue|wed|thu|fri|sat)[a-z]*|(\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})|(\d{1,2})(?:st|nd|rd|th))\b/i;

const read = (match: RegExpExecArray, today: string): string | null => {
  const [, now, tomorrow, weekday, month, day, year, named, dayOfNamed, dayAlone] = match;
  if (now !== undefined) return today;
  if (tomorrow !== undefined) return dayAt(at(today) + DAY_MS);
  if (weekday !== undefined) {
    const ahead = (WEEKDAYS.indexOf(weekday.toLowerCase()) - new Date(at(today)).getUTCDay() + 7) % 7;
    return dayAt(at(today) + (ahead === 0 ? 7 : ahead) * DAY_MS);
  }
  if (month !== undefined && year !== undefined) return dayOf(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(day));
  if (month !== undefined) return next(Number(month), Number(day), today);
  if (named !== undefined) return next(MONTHS.indexOf(named.toLowerCase()) + 1, Number(dayOfNamed), today);
  const [thisYear, thisMonth] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  return [dayOf(thisYear, thisMonth, Number(dayAlone)), dayOf(thisYear, thisMonth + 1, Number(dayAlone)) ?? dayOf(thisYear + 1, 1, Number(dayAlone))].find((each) => each !== null && each >= today) ?? null;
};

/** The day that follows a word such as `by`; null where none does. `today` and the answer are `YYYY-MM-DD`. */
export const dayNamed = (text: string, lead: RegExp, today: string): string | null => {
  for (const found of text.matchAll(new RegExp(lead.source, 'gi'))) {
    const match = DAY.exec(text.slice(found.index + found[0].length));
    const day = match && read(match, today);
    if (day) return day;
  }
  return null;
};
