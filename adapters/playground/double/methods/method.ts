import type { Core } from '../core.js';
import type { Limit } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';

/** Arguments as they came: form fields are text, JSON bodies hold anything. */
export type Args = Record<string, unknown>;

export type Method = {
  /** What the bot token must have been granted. */
  scope?: string;
  limit: Limit;
  /** What the limit is counted by, besides the method. */
  limitBy?: (args: Args) => string;
  /** The answer without `ok: true`. Throws SlackError. */
  run(core: Core, args: Args): Record<string, unknown>;
};

/** A text argument; undefined where it is missing or empty, as Slack treats both alike. */
export const text = (args: Args, name: string): string | undefined => {
  const value = args[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const required = (args: Args, name: string): string => {
  const value = text(args, name);
  if (value === undefined) throw new SlackError('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
  return value;
};

export const flag = (args: Args, name: string): boolean => args[name] === true || args[name] === 'true' || args[name] === '1';

/** An argument that is JSON: text in a form, a value in a JSON body. Throws `error` where it is no JSON. */
export const json = (args: Args, name: string, error: string): unknown => {
  const value = args[name];
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackError(error);
  }
};

/** One page of a list, with the cursor of the next: https://docs.slack.dev/apis/web-api/pagination */
export const page = <T>(all: T[], args: Args, fallback = 100): { items: T[]; response_metadata: { next_cursor: string } } => {
  const cursor = text(args, 'cursor');
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString());
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const size = Math.min(Number(args['limit'] ?? fallback) || fallback, 1000);
  const end = start + size;
  return { items: all.slice(start, end), response_metadata: { next_cursor: end < all.length ? Buffer.from(String(end)).toString('base64') : '' } };
};
