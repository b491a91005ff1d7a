import { compileFilter } from '../../query/match.js';
import { find, type Query } from '../../query/find.js';
import type { Collection } from '../../storage/catalogue.js';
import type { WriteTransaction } from '../../storage/write-transaction.js';
import { decode } from '../../values/decode.js';
import type { Doc, Value } from '../../values/value.js';
import type { Call } from '../call.js';
import { Turn } from '../turn.js';

/** Documents changed in one transaction: a write to many must not keep others waiting. */
const BATCH = 200;

const idsOf = async (call: Call, collection: Collection, query: Query): Promise<Value[]> => {
  const ids: Value[] = [];
  const turn = new Turn(call.deadline);
  for (const one of find(call.source, collection, query).found) {
    if (one) ids.push(one.doc.get('_id') ?? null);
    if (turn.isOver()) await turn.pass();
  }
  return ids;
};

/**
 * Changes every document that matches, in several transactions: as in MongoDB, each document's change is atomic and the
 * whole is not, and a document is matched again right before it is changed. `changed` hears what `change` gave once it
 * is on disk; `change` itself may be run again where a transaction failed, and must keep nothing.
 */
export const changeMany = async <T>(
  call: Call,
  ns: string,
  query: Query,
  change: (tx: WriteTransaction, collection: Collection, doc: Doc) => T,
  changed: (result: T) => void,
): Promise<void> => {
  const known = call.store.collection(ns);
  const matches = compileFilter(query.filter);
  const ids = known ? await idsOf(call, known, query) : [];
  const changeOne = (tx: WriteTransaction, id: Value): T[] => {
    const collection = tx.collection(ns);
    const raw = collection && tx.read(collection, id);
    const doc = raw && decode(raw);
    return collection && doc && matches(doc) ? [change(tx, collection, doc)] : [];
  };
  for (let from = 0; from < ids.length; from += BATCH) {
    const results = await call.store.write((tx) => ids.slice(from, from + BATCH).flatMap((id) => changeOne(tx, id)));
    results.forEach(changed);
  }
};
