// The log of one process: a line of JSON each. It carries ids and codes, never message text or tokens (invariant 8).
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { faultFields } from './fault-fields.js';

/** Names under which content or secrets travel; none should be logged, and none is where it happens all the same. */
const CONTENT = ['text', 'token', 'authorization', 'headers', 'body', 'payload', 'blocks', 'view', 'data'];

export const makeLog = (level: string, to?: DestinationStream): Logger => {
  const options = { level, serializers: { err: faultFields }, redact: CONTENT.flatMap((name) => [name, `*.${name}`]) };
  return to === undefined ? pino(options) : pino(options, to);
};
