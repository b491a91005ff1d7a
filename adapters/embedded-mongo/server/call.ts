import { Binary } from 'bson';
import { CommandError } from '../errors.js';
import type { Hint } from '../planner/plan.js';
import type { Source } from '../query/find.js';
import type { Store } from '../storage/store.js';
import type { WriteTransaction } from '../storage/write-transaction.js';
import { decode } from '../values/decode.js';
import type { OutFields } from '../values/encode.js';
import { toDouble } from '../values/numbers.js';
import { isDoc, isNumber, typeAlias, type Doc, type Value } from '../values/value.js';
import type { Cursors } from './cursors.js';
import { replayable } from './replay.js';
import type { Ttl } from './ttl.js';
import type { Request } from './wire.js';

/** What the commands work on. */
export interface Services {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly ttl: Ttl;
  /** The socket path or host and port under which this server calls itself a replica set member. */
  readonly address: string;
}

const wrongType = (name: string, field: string, value: Value, expected: string): CommandError =>
  new CommandError('TypeMismatch', `BSON field '${name}.${field}' is the wrong type '${typeAlias(value)}', expected type '${expected}'`);

/** One command on its way through the server: its fields, typed, and what it works on. */
export class Call {
  /** When the sender stops waiting (`maxTimeMS`), on the clock of `performance.now()`. */
  readonly deadline: number;

  constructor(
    readonly request: Request,
    readonly services: Services,
    private readonly body: Doc = request.body,
  ) {
    const time = this.number('maxTimeMS') ?? 0;
    this.deadline = time > 0 ? performance.now() + time : Infinity;
  }

  get name(): string {
    return this.request.name;
  }

  get db(): string {
    return this.request.db;
  }

  get store(): Store {
    return this.services.store;
  }

  /** The store between commits. */
  get source(): Source {
    return { tables: this.store.tables, version: () => this.store.version };
  }

  value(field: string): Value | undefined {
    return this.body.get(field);
  }

  doc(field: string): Doc | undefined {
    const value = this.body.get(field);
    if (value === undefined || isDoc(value)) return value;
    throw wrongType(this.name, field, value, 'object');
  }

  number(field: string): number | undefined {
    const value = this.body.get(field);
    if (value === undefined) return undefined;
    if (isNumber(value)) return toDouble(value);
    throw wrongType(this.name, field, value, 'long');
  }

  /** A whole number that is not negative. */
  count(field: string): number | undefined {
    const number = this.number(field);
    if (number === undefined || (Number.isInteger(number) && number >= 0)) return number;
    throw new CommandError('BadValue', `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  }

  flag(field: string, otherwise: boolean): boolean {
    const value = this.body.get(field);
    if (value === undefined || value === null) return otherwise;
    if (typeof value === 'boolean') return value;
    if (isNumber(value)) return toDouble(value) !== 0;
    throw wrongType(this.name, field, value, 'bool');
  }

  text(field: string): string | undefined {
    const value = this.body.get(field);
    if (value === undefined || typeof value === 'string') return value;
    throw wrongType(this.name, field, value, 'string');
  }

  hint(field = 'hint'): Hint | undefined {
    const value = this.body.get(field);
    if (value === undefined || typeof value === 'string') return value;
    if (isDoc(value)) return value.size === 0 ? undefined : value;
    throw new CommandError('FailedToParse', 'Hint must be a string or an object');
  }

  /** A list of documents, from the body or sent beside it. */
  docs(field: string): readonly Doc[] {
    const beside = this.request.sequences.get(field);
    if (beside) return beside.map(decode);
    const value = this.body.get(field);
    if (value === undefined) throw new CommandError('IDLFailedToParse', `BSON field '${this.name}.${field}' is missing but a required field`);
    if (!Array.isArray(value)) throw wrongType(this.name, field, value, 'array');
    return value.map((entry) => {
      if (isDoc(entry)) return entry;
      throw wrongType(this.name, field, entry, 'object');
    });
  }

  /** The collection the command names, with its database. */
  namespace(): string {
    const name = this.body.values().next().value;
    if (typeof name !== 'string' || name === '' || name.includes('\0')) throw new CommandError('InvalidNamespace', 'collection name has invalid type or is empty');
    if (name.startsWith('system.') || name.includes('$')) throw new CommandError('InvalidNamespace', `Invalid collection name: ${name}`);
    return `${this.db}.${name}`;
  }

  /** The sender's session, if it has one. */
  session(): Buffer | undefined {
    const id = this.doc('lsid')?.get('id');
    return id instanceof Binary ? Buffer.from(id.buffer.subarray(0, id.position)) : undefined;
  }

  /** Writes what is answered only once it is on disk; a retry (same session and number) gets the first answer again. */
  write(run: (tx: WriteTransaction) => OutFields): Promise<OutFields> {
    const [session, number] = [this.session(), this.body.get('txnNumber')];
    return this.store.write(session && isNumber(number) ? replayable(session, BigInt(toDouble(number)), run) : run);
  }
}
