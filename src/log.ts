// The log of one process: a line of JSON each. It carries ids and codes, never message text or tokens (invariant 8).
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

const codeOf = (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error && ['string', 'number'].includes(typeof error.code) ? error.code : null);

/** What kind of fault, and where. Its message and its other parts stay out: a database quotes the document, a parser the text. */
const faultOf = (error: unknown) => ({
  fault: error instanceof Error ? error.name : typeof error,
  code: codeOf(error),
  at: (error instanceof Error ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 8).map((line) => line.trim()),
});

/** Names under which content or secrets travel; none should be logged, and none is where it happens all the same. */
const CONTENT = ['text', 'token', 'authorization', 'headers', 'body', 'payload', 'blocks', 'view', 'data'];

export const makeLog = (level: string, to?: DestinationStream): Logger => {
  const options = { level, serializers: { err: faultOf }, redact: CONTENT.flatMap((name) => [name, `*.${name}`]) };
  return to === undefined ? pino(options) : pino(options, to);
};
