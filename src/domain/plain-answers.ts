// Answers as people and programs outside of Rounds write them (a form on a website, a spreadsheet), put as Rounds' own forms give them.
import { choicesOf } from './fields.js';
import { dayNumber, HOUR, instantOf, MINUTE } from './local-time.js';
import type { Field, Playbook } from './playbook.js';

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

const YES = ['yes', 'y', 'true', '1', 'x', 'on'];
const NO = ['no', 'n', 'false', '0', 'off'];

/** `2026-12-03`, or `12/3/2026` with the month first; null for what is no day of the calendar. */
export const dayOf = (text: string): string | null => {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [, usMonth, usDay, usYear] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const parts = [year ?? usYear, month ?? usMonth, day ?? usDay];
  if (parts.some((part) => part === undefined)) return null;
  const date = parts.map((part) => (part ?? '').padStart(2, '0')).join('-');
  try {
    dayNumber(date);
    return date;
  } catch {
    return null;
  }
};

/** `14:30`, `2:30 pm`, `2pm` in ms since midnight; null for what is no time of day. */
const clockOf = (text: string): number | null => {
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?$/i.exec(text) ?? [];
  if (hours === undefined) return null;
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || (half === undefined ? hour > 23 || !text.includes(':') : hour < 1 || hour > 12)) return null;
  return (half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * HOUR + minute * MINUTE;
};

/** A moment with its zone as it stands; a day and a time without one are the practice's own. Null for anything else. */
export const momentOf = (text: string, zone: string): string | null => {
  if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) && /^\d{4}-\d{2}-\d{2}T/.test(text)) return Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString();
  const [, date = '', time = ''] = /^(\S+?)(?:T|\s+)(\d.*)$/.exec(text) ?? [];
  const [day, clock] = [dayOf(date), clockOf(time.trim())];
  return day === null || clock === null ? null : instantOf(zone, dayNumber(day), clock).toISOString();
};

/** The key of the choice that is meant: by its key or by its words, whatever their case and points. */
const choiceOf = (field: Field, text: string, playbook: Playbook): string => {
  const choices = choicesOf(field, playbook) ?? [];
  return (choices.find(({ key }) => key === text) ?? choices.find(({ key, label }) => [key, label].some((each) => plain(each) === plain(text))))?.key ?? text;
};

/** What a form of ours would give for this text. What cannot be read stays as it is: `problemOf` then says what is wrong with it. */
export const plainAnswer = (field: Field, given: string, playbook: Playbook): string | readonly string[] => {
  const text = given.trim();
  switch (field.kind) {
    case 'choices': return text.split(/[;,]/).map((each) => choiceOf(field, each.trim(), playbook)).filter((each) => each !== '');
    case 'choice': case 'location': case 'provider': case 'insurer': case 'plan_type': case 'person': return choiceOf(field, text, playbook);
    case 'yes_no': return YES.includes(plain(text)) ? 'yes' : NO.includes(plain(text)) ? 'no' : text;
    case 'date': return dayOf(text) ?? text;
    case 'datetime': return momentOf(text, playbook.practice.timezone) ?? text;
    case 'text': case 'long_text': case 'number': case 'money': case 'patient_ref': case 'phone': return text;
  }
};
