// Logs carry ids and codes: never message text, tokens, or an error that carries a request or an answer.
import type { Logger, LogLevel } from '@slack/bolt';
import { ErrorCode, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { faultFields as fieldsOf } from '../../src/fault-fields.js';

type Write = (fields: object, message: string) => void;
/** What the adapter asks of a log; pino fits. */
export type Log = { debug: Write; info: Write; warn: Write; error: Write };

/** Slack's own word for what went wrong with a call; null where the error is none of Slack's. */
export const slackCode = (error: unknown): string | null => {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof WebAPIRequestError) return ErrorCode.RequestError;
  return null;
};

/** A fault as a log line may show it, with Slack's own word for it where it is Slack's. */
export const faultFields = (error: unknown): ReturnType<typeof fieldsOf> => {
  const fields = fieldsOf(error);
  return { ...fields, code: slackCode(error) ?? fields.code };
};

/** An error that was written into a line: its message may quote what somebody wrote, so it ends there. */
const WRITTEN_ERROR = /\b(error|message): [\s\S]*$/;

/** Bolt's and the web client's own lines. Their debug lines hold whole requests, so none passes; of the rest only what is no object. */
export const boltLogger = (log: Log): Logger => {
  const write = (level: 'info' | 'warn' | 'error') => (...parts: unknown[]) => {
    const failed = parts.find((part) => part instanceof Error);
    log[level]({ from: 'bolt', ...(failed && faultFields(failed)) }, parts.filter((part) => typeof part === 'string').join(' ').replace(WRITTEN_ERROR, '$1').slice(0, 300));
  };
  return {
    debug: () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => 'info' as LogLevel,
    setName: () => undefined,
  };
};
