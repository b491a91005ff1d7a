import { Binary, ObjectId } from 'bson';
import { CommandError } from '../../errors.js';
import { compileFilter } from '../../query/match.js';
import { decode } from '../../values/decode.js';
import { encode, type OutFields } from '../../values/encode.js';
import { isDoc, type Value } from '../../values/value.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { MAX_MESSAGE } from '../wire.js';
import { forgetSessions, SESSION_MINUTES } from '../replay.js';

/** The wire version of MongoDB 7.0, whose behaviour this store gives. */
const WIRE_VERSION = 21;
const VERSION = '7.0.0';

/** One election, won long ago. Drivers compare it to tell an old primary from a new one. */
const ELECTION = new ObjectId('7fffffff0000000000000001');

const greeting = (call: Call): OutFields => {
  const { address } = call.services;
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    // A replica set of one: drivers retry writes on nothing less.
    setName: 'rounds',
    setVersion: 1,
    electionId: ELECTION,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: SESSION_MINUTES,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
  };
};

/** What a greeting offers beyond this is declined by not being mentioned in the answer. */
export const hello: Command = { options: 'any', run: greeting };

export const ping: Command = { options: [], run: () => ({}) };

export const buildInfo: Command = {
  options: [],
  run: () => ({ version: VERSION, versionArray: [7, 0, 0, 0], gitVersion: 'embedded', modules: ['rounds-embedded'], bits: 64, debug: false, maxBsonObjectSize: 16 * 1024 * 1024 }),
};

const sessionId = (value: Value): Buffer | undefined => {
  const id = isDoc(value) ? value.get('id') : undefined;
  return id instanceof Binary ? Buffer.from(id.buffer.subarray(0, id.position)) : undefined;
};

export const endSessions: Command = {
  options: [],
  run: async (call) => {
    const list = call.value('endSessions');
    const ended = (Array.isArray(list) ? list : []).map(sessionId).filter((id) => id !== undefined);
    await forgetSessions(call.store, (session) => ended.some((id) => id.equals(session)));
    return {};
  },
};

/** Only how often expired documents are looked for (`ttlMonitorSleepSecs`), so that tests need not wait a minute. */
export const setParameter: Command = {
  options: ['ttlMonitorSleepSecs'],
  run: (call) => {
    const seconds = call.number('ttlMonitorSleepSecs');
    if (seconds === undefined || seconds < 1) throw new CommandError('InvalidOptions', 'no option found to set');
    const was = call.services.ttl.interval;
    call.services.ttl.start(seconds);
    return { was };
  },
};

const filtered = (call: Call, docs: readonly OutFields[]): Buffer[] => {
  const filter = call.doc('filter');
  const matches = filter ? compileFilter(filter) : () => true;
  return docs.map(encode).filter((raw) => matches(decode(raw)));
};

export const listDatabases: Command = {
  options: ['filter', 'nameOnly', 'authorizedDatabases'],
  run: (call) => {
    const names = new Set([...call.store.collections()].map(({ ns }) => ns.slice(0, ns.indexOf('.'))));
    return { databases: filtered(call, [...names].map((name) => ({ name, sizeOnDisk: 0n, empty: false }))), totalSize: 0n };
  },
};
