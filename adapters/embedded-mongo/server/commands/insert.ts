import type { Doc } from '../../values/value.js';
import { decode } from '../../values/decode.js';
import { checkId, withIdFirst } from '../../update/upsert.js';
import type { WriteTransaction } from '../../storage/write-transaction.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { eachStatement, unlessEmpty } from './write.js';

/** A document with its bytes, where they can be stored as they came. */
interface Incoming {
  readonly doc: Doc;
  readonly raw: Buffer | undefined;
}

const incoming = (call: Call): readonly Incoming[] => {
  const beside = call.request.sequences.get('documents');
  return beside ? beside.map((raw) => ({ doc: decode(raw), raw })) : call.docs('documents').map((doc) => ({ doc, raw: undefined }));
};

const insertOne = (tx: WriteTransaction, ns: string, { doc, raw }: Incoming): void => {
  const collection = tx.ensureCollection(ns);
  const idFirst = doc.keys().next().value === '_id';
  if (!idFirst) return tx.insert(collection, withIdFirst(doc));
  checkId(doc.get('_id') ?? null);
  return tx.insert(collection, doc, raw);
};

export const insert: Command = {
  options: ['documents', 'ordered', 'bypassDocumentValidation'],
  run: (call) => {
    const ns = call.namespace();
    const documents = incoming(call);
    const ordered = call.flag('ordered', true);
    return call.write((tx) => {
      let n = 0;
      const errors = eachStatement(documents, ordered, (document) => {
        insertOne(tx, ns, document);
        n += 1;
      });
      return { n, writeErrors: unlessEmpty(errors) };
    });
  },
};
