// Logs carry ids and codes: never message text, tokens, or an error that carries a request or an answer.
import type { Logger, LogLevel } from '@slack/bolt';
import { ErrorCode, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

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

const ownCode = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null);

/** A fault as a log line may show it: its kind, its code and where it happened. Its message may quote what somebody wrote, so it stays out. */
export const faultFields = (error: unknown): { fault: string; code: string | null; at: string[] } => ({
  fault: error instanceof Error ? error.name : typeof error,
  code: slackCode(error) ?? ownCode(error),
  at: (error instanceof Error ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim()),
});

/** Bolt's and the web client's own lines. Their debug lines hold whole requests, so none passes; of the rest only what is no object. */
export const boltLogger = (log: Log): Logger => {
  const write = (level: 'info' | 'warn' | 'error') => (...parts: unknown[]) => {
    const failed = parts.find((part) => part instanceof Error);
    log[level]({ from: 'bolt', ...(failed && faultFields(failed)) }, parts.filter((part) => typeof part === 'string').join(' ').slice(0, 300));
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
