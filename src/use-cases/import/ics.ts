// Appointments of a calendar file (RFC 5545): when each begins and what it says. Nothing else of it is looked at.
import { IANAZone } from 'luxon';
import { momentOf } from '../../domain/plain-answers.js';

export type CalendarEvent = { line: number; /** Null with the reason where it cannot be told. */ at: string | null; problem: string | null; cancelled: boolean; text: string };

/** Names that Windows gives to American zones. */
const WINDOWS: Readonly<Record<string, string>> = {
  'eastern standard time': 'America/New_York', 'central standard time': 'America/Chicago', 'mountain standard time': 'America/Denver', 'us mountain standard time': 'America/Phoenix',
  'pacific standard time': 'America/Los_Angeles', 'alaskan standard time': 'America/Anchorage', 'hawaiian standard time': 'Pacific/Honolulu',
};

type Line = { line: number; name: string; parameters: string; value: string };

/** Lines are folded after 75 bytes: one that begins with a blank goes on with the one before. */
const linesOf = (text: string): Line[] => {
  const lines: { line: number; text: string }[] = [];
  text.split(/\r?\n/).forEach((each, index) => {
    const last = lines.at(-1);
    if (/^[ \t]/.test(each) && last !== undefined) last.text += each.slice(1);
    else lines.push({ line: index + 1, text: each });
  });
  return lines.flatMap(({ line, text: whole }) => {
    const [, name = '', parameters = '', value = ''] = /^([A-Za-z0-9-]+)((?:;(?:[^":]|"[^"]*")*)?):(.*)$/s.exec(whole) ?? [];
    return name === '' ? [] : [{ line, name: name.toUpperCase(), parameters, value }];
  });
};

const unescaped = (value: string) => value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));

const startOf = ({ parameters, value }: Line, zone: string): { at: string | null; problem: string | null } => {
  const [, year, month, day, hour, minute, second, utc] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(value.trim()) ?? [];
  if (year === undefined) return { at: null, problem: 'Its start cannot be read.' };
  if (hour === undefined) return { at: null, problem: 'It lasts the whole day and has no time.' };
  const local = `${year}-${month ?? ''}-${day ?? ''}T${hour}:${minute ?? ''}:${second ?? ''}`;
  if (utc === 'Z') return { at: momentOf(`${local}Z`, zone), problem: 'Its start cannot be read.' };
  const [, quoted, bare] = /;TZID=(?:"([^"]+)"|([^;:]+))/i.exec(parameters) ?? [];
  const named = quoted ?? bare;
  const own = named === undefined ? zone : (WINDOWS[named.toLowerCase()] ?? named);
  return IANAZone.isValidZone(own) ? { at: momentOf(local, own), problem: 'Its start cannot be read.' } : { at: null, problem: 'Its time zone is not known.' };
};

/** Every event, in its order. A time without a zone is in `zone`. Null where the text is no calendar. */
export const readIcs = (text: string, zone: string): CalendarEvent[] | null => {
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR') return null;
  const events: CalendarEvent[] = [];
  let event: { line: number; lines: Line[] } | null = null;
  for (const each of lines) {
    const mark = `${each.name}:${each.value.trim().toUpperCase()}`;
    if (mark === 'BEGIN:VEVENT') event = { line: each.line, lines: [] };
    else if (mark === 'END:VEVENT' && event !== null) {
      const of = (name: string) => event?.lines.find((line) => line.name === name);
      const start = of('DTSTART');
      const { at, problem } = start === undefined ? { at: null, problem: 'It has no start.' } : startOf(start, zone);
      events.push({
        line: event.line, at, problem: at === null ? problem : null, cancelled: of('STATUS')?.value.trim().toUpperCase() === 'CANCELLED',
        text: ['SUMMARY', 'DESCRIPTION'].map((name) => unescaped(of(name)?.value ?? '')).join('\n').trim(),
      });
      event = null;
    } else event?.lines.push(each);
  }
  return events;
};
