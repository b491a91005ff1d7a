// The answers that Teams sends beside an action's data, to flat answers.
import { HOUR, MINUTE, dayNumber, instantOf } from '../../src/domain/local-time.js';
import type { Answers } from '../../src/view/nodes.js';
import type { SentForm } from './codec.js';
import { timeId } from './render-input.js';
import { words } from './words.js';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');

const CHANNEL = /19:[\w.-]+@thread\.(?:tacv2|skype)/;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A channel's id from its link; what is no link stays as it was typed, and is refused where it is no channel. */
const channelOf = (text: string): string => CHANNEL.exec(decoded(text))?.[0] ?? text;

const momentOf = (day: string, time: string, zone: string): string | null => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return null;
  return instantOf(zone, dayNumber(day), Number(hours) * HOUR + Number(minutes) * MINUTE).toISOString();
};

export type Read = { answers: Answers; /** What could not be read, by the input's key. */ errors: Readonly<Record<string, string>> };

/** The answers to what the form asked; empty ones are absent, and what it did not ask is left out. Moments are read in the practice's `zone`. */
export const readAnswers = (data: Readonly<Record<string, unknown>>, asks: SentForm['asks'], zone: string): Read => {
  const answers: Record<string, string | readonly string[]> = {};
  const errors: Record<string, string> = {};
  for (const [key, kind] of Object.entries(asks)) {
    const text = textOf(data[key]).trim();
    const time = kind === 'datetime' ? textOf(data[timeId(key)]).trim() : '';
    if (text === '' && time === '') continue;
    if (kind === 'datetime') {
      const moment = momentOf(text, time, zone);
      if (moment === null) errors[key] = words.needsTime;
      else answers[key] = moment;
    } else if (kind === 'choices') answers[key] = text.split(',').map(decoded);
    else if (kind === 'channel') answers[key] = channelOf(text);
    else answers[key] = kind === 'choice' || kind === 'account' ? decoded(text) : text;
  }
  return { answers, errors };
};
