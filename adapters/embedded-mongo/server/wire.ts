import { CommandError } from '../errors.js';
import { decode } from '../values/decode.js';
import { encode, type OutFields } from '../values/encode.js';
import { emptyDoc, type Doc } from '../values/value.js';

const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** The lower half of the flags must be understood; the upper half is advice. */
const REQUIRED_FLAGS = 0xffff;

/** The largest message taken, in bytes; `hello` announces it. */
export const MAX_MESSAGE = 48_000_000;

/** A command as it came over the wire. */
export interface Request {
  readonly id: number;
  readonly name: string;
  readonly db: string;
  readonly body: Doc;
  /** Lists of documents sent beside the body (`documents`, `updates`, `deletes`), as raw BSON. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** The message is sound, but its body holds what this store does not take. */
  readonly refusal?: CommandError;
  /** The sender asked for no answer (write concern 0). */
  readonly silent: boolean;
  /** The drivers' first greeting still comes in the older form, and is answered in it. */
  readonly legacy: boolean;
}

/** A message that breaks the protocol. Its connection is closed; no other is touched. */
export class ProtocolError extends Error {}

/** Takes the complete messages off the front of what came in; `rest` waits for more. */
export const splitMessages = (received: Buffer): { readonly messages: readonly Buffer[]; readonly rest: Buffer } => {
  const messages: Buffer[] = [];
  let rest = received;
  while (rest.length >= 4) {
    const size = rest.readInt32LE(0);
    if (size < HEADER || size > MAX_MESSAGE) throw new ProtocolError(`a message of ${size} bytes`);
    if (rest.length < size) break;
    messages.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return { messages, rest };
};

const takeDocument = (message: Buffer, at: number, end: number): Buffer => {
  if (at + 5 > end) throw new ProtocolError('a document passes the end of its message');
  const size = message.readInt32LE(at);
  if (size < 5 || at + size > end) throw new ProtocolError('a document passes the end of its message');
  return message.subarray(at, at + size);
};

const takeName = (message: Buffer, at: number, end: number): { readonly name: string; readonly next: number } => {
  const zero = message.indexOf(0, at);
  if (zero < 0 || zero >= end) throw new ProtocolError('a name has no end');
  return { name: message.toString('utf8', at, zero), next: zero + 1 };
};

const takeSequence = (message: Buffer, from: number, to: number): readonly [string, Buffer[]] => {
  const { name, next } = takeName(message, from, to);
  const documents: Buffer[] = [];
  for (let at = next; at < to; ) {
    const document = takeDocument(message, at, to);
    documents.push(document);
    at += document.length;
  }
  return [name, documents];
};

const commandName = (body: Doc): string => {
  const first = body.keys().next();
  if (first.done) throw new ProtocolError('an empty command');
  return first.value;
};

const readBody = (document: Buffer): Doc | CommandError => {
  try {
    return decode(document);
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw error;
  }
};

const parseMessage = (message: Buffer): Request => {
  if (message.length < HEADER + 9) throw new ProtocolError('a message without a body');
  const flags = message.readUInt32LE(HEADER);
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0) throw new ProtocolError('an unknown required flag');
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let body: Doc | CommandError | undefined;
  for (let at = HEADER + 4; at < end; ) {
    const kind = message[at];
    at += 1;
    if (kind === 0 && body === undefined) {
      const document = takeDocument(message, at, end);
      body = readBody(document);
      at += document.length;
    } else if (kind === 1) {
      if (at + 4 > end) throw new ProtocolError('a section without a size');
      const size = message.readInt32LE(at);
      if (size < 5 || at + size > end) throw new ProtocolError('a section passes the end of its message');
      sequences.set(...takeSequence(message, at + 4, at + size));
      at += size;
    } else throw new ProtocolError('an unknown section');
  }
  if (!body) throw new ProtocolError('a message without a body');
  const envelope = { id: message.readInt32LE(4), sequences, silent: (flags & MORE_TO_COME) !== 0, legacy: false };
  if (body instanceof CommandError) return { ...envelope, name: '', db: '', body: emptyDoc(), refusal: body };
  const db = body.get('$db');
  if (typeof db !== 'string') throw new ProtocolError('a command without a database');
  return { ...envelope, name: commandName(body), db, body };
};

const parseQuery = (message: Buffer): Request => {
  const { name: target, next } = takeName(message, HEADER + 4, message.length);
  const body = decode(takeDocument(message, next + 8, message.length));
  const [db = ''] = target.split('.');
  if (!target.endsWith('.$cmd')) throw new ProtocolError('a query in the older form');
  return { id: message.readInt32LE(4), name: commandName(body), db, body, sequences: new Map(), silent: false, legacy: true };
};

/** Reads one complete message. Throws `ProtocolError` or `MalformedBson`, upon which the connection is to be closed. */
export const parseRequest = (message: Buffer): Request => {
  switch (message.readInt32LE(12)) {
    case OP_MSG:
      return parseMessage(message);
    case OP_QUERY:
      return parseQuery(message);
    default:
      throw new ProtocolError('an operation that is no longer spoken');
  }
};

/** An answer to a request, ready to be sent. */
export const answerTo = (request: Request, answerId: number, fields: OutFields): Buffer => {
  const body = encode(fields);
  const head = Buffer.alloc(HEADER + (request.legacy ? 20 : 5));
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(answerId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    head.writeInt32LE(8, HEADER);
    head.writeInt32LE(1, HEADER + 16);
  }
  return Buffer.concat([head, body]);
};
