import { CommandError } from '../../errors.js';
import { find, type Finding, type Query } from '../../query/find.js';
import { compileProjection, type Projection } from '../../query/project.js';
import { compileFilter } from '../../query/match.js';
import { encode } from '../../values/encode.js';
import { Long } from 'bson';
import type { Command } from '../command.js';
import { FIRST_BATCH, type Reading } from '../cursors.js';
import type { Call } from '../call.js';
import { emptyDoc } from '../../values/value.js';


/** What a `find` asks for, without its projection. */
export const findQuery = (call: Call): Query => ({
  filter: call.doc('filter') ?? emptyDoc(),
  sort: call.doc('sort'),
  skip: call.count('skip'),
  limit: Math.abs(call.number('limit') ?? 0),
  hint: call.hint(),
});

function* projected(found: Finding, projection: Projection | undefined): Generator<Uint8Array | undefined, void> {
  for (const one of found) yield one && (projection ? encode(projection(one.doc)) : one.raw);
}

/** What a collection that is not there has. */
export function* nothingToRead(): Finding {}

/** A query under way, and the check that what it reads is still there. */
export interface FindReading {
  readonly found: Finding;
  readonly check: () => void;
}

/** Starts a query; `undefined` where there is no such collection. The filter is checked all the same. */
export const findReading = (call: Call, ns: string, query: Query): FindReading | undefined => {
  compileFilter(query.filter);
  const collection = call.store.collection(ns);
  if (!collection) return undefined;
  const { plan, found } = find(call.source, collection, query);
  const check = (): void => {
    const now = call.store.collection(ns);
    const there = now?.id === collection.id && (!plan.index || now.indexes.some(({ id }) => id === plan.index?.id));
    if (!there) throw new CommandError('QueryPlanKilled', 'query plan killed: the collection or its index was dropped');
  };
  return { found, check };
};

const reading = (call: Call, ns: string, query: Query, projection: Projection | undefined): Reading => {
  const source = findReading(call, ns, query);
  return {
    ns,
    documents: projected(source?.found ?? nothingToRead(), projection),
    limit: query.limit ? query.limit : Infinity,
    check: source?.check ?? (() => undefined),
  };
};

export const findCommand: Command = {
  options: ['filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint', 'allowDiskUse'],
  run: (call) => {
    const projection = compileProjection(call.doc('projection'));
    const single = call.flag('singleBatch', false) || (call.number('limit') ?? 0) < 0;
    return call.services.cursors.start(reading(call, call.namespace(), findQuery(call), projection), {
      size: call.count('batchSize') ?? FIRST_BATCH,
      deadline: call.deadline,
      single,
    });
  },
};

const cursorId = (value: unknown): bigint => {
  if (value instanceof Long) return value.toBigInt();
  throw new CommandError('TypeMismatch', `a cursor's id must be a long`);
};

export const getMore: Command = {
  options: ['collection', 'batchSize'],
  run: (call) =>
    call.services.cursors.more(cursorId(call.value('getMore')), `${call.db}.${call.text('collection') ?? ''}`, {
      // 0 means as for a first batch that was not asked for: as many as fit.
      size: call.count('batchSize') || Infinity,
      deadline: call.deadline,
    }),
};

export const killCursors: Command = {
  options: ['cursors'],
  run: (call) => {
    const ids = call.value('cursors');
    const list = Array.isArray(ids) ? ids.map(cursorId) : [];
    const killed = list.filter((id) => call.services.cursors.kill(id));
    return { cursorsKilled: killed, cursorsNotFound: list.filter((id) => !killed.includes(id)), cursorsAlive: [], cursorsUnknown: [] };
  },
};
