// The small words of the playbook. Every message has two lines: what is wrong, and how to mend it.
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { parseDuration } from '../../domain/duration.js';
import { parseClock, parseHours, parseSpan, WEEKDAYS } from '../../domain/opening-hours.js';
import { nearest } from '../nearest.js';

/** A message of two lines. `faults.ts` takes it apart again. */
export const say = (what: string, fix: string) => `${what}\n${fix}`;

/** What a parser of the domain answers, "What is wrong. What to write.", on two lines. */
const onTwoLines = (error: string) => {
  const [, what, fix] = /^(.*?[.!?])\s+([A-Z].*)$/s.exec(error) ?? [];
  return what === undefined || fix === undefined ? say(error, 'Correct it.') : say(what, fix);
};

const isError = (value: unknown): value is { error: string } => typeof value === 'object' && value !== null && 'error' in value;

const textOf = (example: string) => z.string({ error: ({ input }) => (input === undefined ? undefined : say(`${JSON.stringify(input)} is no text.`, `Write it like this: ${example}`)) });

/** Text that one of the domain's parsers reads. */
const read = <T>(example: string, about: string, parse: (text: string) => T | { error: string }) =>
  textOf(example)
    .meta({ description: about, examples: [example] })
    .transform((text, context): T => {
      const value = parse(text);
      if (!isError(value)) return value;
      context.addIssue({ code: 'custom', message: onTwoLines(value.error), input: text });
      return z.NEVER;
    });

export const text = textOf('"some words"').trim().min(1, say('It is empty.', 'Write some words, or leave the line out.'));

export const key = textOf('front_desk')
  .regex(/^[a-z][a-z0-9_]*$/, say('A key is made of small letters, digits and _.', 'Write it like this: front_desk'))
  .meta({ description: 'The name that other lines use. Small letters, digits and _. Never change it once it is used.' });

export const duration = read('4 business hours', 'N business|calendar|clock minutes|hours|days, with "before FIELD", "after FIELD" or "overdue" where it makes sense', parseDuration);

export const dayHours = read('08:00-12:00 13:00-17:00', 'Opening hours of a weekday, or closed', (hours) => {
  const parsed = parseHours(hours);
  return 'error' in parsed ? parsed : parsed.periods;
});

export const clockTime = read('08:15', 'A time of day', (clock) => {
  const minutes = parseClock(clock);
  return minutes === undefined || minutes === 1440 || clock.length !== 5 ? { error: `"${clock}" is no time of day. Write hours and minutes with two digits each: "08:15".` } : clock;
});

export const clockSpan = read('18:00-07:30', 'A stretch of every day, over midnight where it ends before it starts', parseSpan);

export const weekday = z.enum(WEEKDAYS, { error: ({ input }) => (input === undefined ? undefined : say(`${JSON.stringify(input)} is no weekday.`, `Write one of: ${WEEKDAYS.join(', ')}.`)) });

const isDate = (date: string) => /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

export const date = read('2026-12-24', 'A date', (day) => (isDate(day) ? day : { error: `"${day}" is no date. Write year, month and day: 2026-12-24.` }));

export const timezone = read('America/New_York', 'A name of the IANA time zone database', (zone) =>
  IANAZone.isValidZone(zone) ? zone : { error: `"${zone}" is no time zone. Write its IANA name: America/New_York.` });

export const percent = read('75%', 'A part of the time until the task is due', (part) => {
  const [, digits] = /^(\d{1,2})\s*%$/.exec(part) ?? [];
  return digits === undefined || Number(digits) === 0 ? { error: `"${part}" is no part of the time. Write 1% to 99%.` } : Number(digits) / 100;
});

export const perDay = read('6 per day', 'How many a day', (rate) => {
  const [, count] = /^(\d{1,3}) per day$/.exec(rate) ?? [];
  return count === undefined ? { error: `"${rate}" is no number of messages. Write it like this: 6 per day` } : Number(count);
});

export const taskNumber = read('T-1042', 'A task', (name) => {
  const [, digits] = /^T-(\d{1,9})$/.exec(name) ?? [];
  return digits === undefined ? { error: `"${name}" is no task. Write its number: T-1042` } : Number(digits);
});

export const yes = z.boolean({ error: ({ input }) => (input === undefined ? undefined : say(`${JSON.stringify(input)} is neither true nor false.`, 'Write true or false, without quotes.')) });

/** A whole number between two others. */
export const wholeNumber = (least: number, most: number) => {
  const fault = ({ input }: { input?: unknown }) => (input === undefined ? undefined : say(`${JSON.stringify(input)} is no whole number from ${String(least)} to ${String(most)}.`, `Write one, such as ${String(least)}.`));
  return z.int({ error: fault }).min(least, { error: fault }).max(most, { error: fault });
};

/** One word, where something longer could stand as well. */
export const wordOr = <const T extends string>(word: T, other: string) =>
  z.literal(word, { error: ({ input }) => (input === undefined ? undefined : say(`${JSON.stringify(input)} is not known here.`, `Write ${word}, or ${other}.`)) });

/** One of a closed list of words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.enum(words, {
    error: ({ input }) => (input === undefined ? undefined : say(`${JSON.stringify(input)} is not known here.`, `${didYouMean(input, words)}Write one of: ${words.join(', ')}.`)),
  });

/** One word, or several. */
export const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]).transform((value): z.output<T>[] => (Array.isArray(value) ? (value as z.output<T>[]) : [value as z.output<T>]));

/** Begins a fix where a slip of the pen is likely. */
export const didYouMean = (input: unknown, words: readonly string[]) => {
  const near = typeof input === 'string' ? nearest(input, words) : null;
  return near === null ? '' : `Did you mean ${near}? `;
};

/** A map with these settings and no others: a slip of the pen must not pass for a setting. `schema-faults.ts` reads the list of known ones. */
export const section = <T extends z.ZodRawShape>(shape: T) => {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return say('unknown', known);
      return input === undefined ? undefined : say('Settings are missing here.', `Write one a line, "name: value". These are known: ${known}.`);
    },
  });
};

export const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item, { error: ({ code, input }) => (code !== 'invalid_type' || input === undefined ? undefined : say('Here stands a list.', 'Begin each entry with "- ", or write [a, b].')) });

/** A key with the words that people read. Without words, the key's own: `left_message` reads "Left message". */
export const wordsOf = (key: string) => {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
