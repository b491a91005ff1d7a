import { CommandError } from '../../errors.js';
import { findNow, type Found, type Query, type Source } from '../../query/find.js';
import type { Collection } from '../../storage/catalogue.js';
import type { WriteTransaction } from '../../storage/write-transaction.js';
import { identical } from '../../values/compare.js';
import type { Out, OutFields } from '../../values/encode.js';
import type { Doc } from '../../values/value.js';
import type { Update } from '../../update/update.js';
import { upsertedDocument } from '../../update/upsert.js';

/** A transaction as a query reads it. What a query finds is collected before anything is changed. */
export const within = (tx: WriteTransaction): Source => ({ tables: tx.tables, version: () => 0 });

/** The documents of a query, none where the collection is missing. */
export const findWithin = (tx: WriteTransaction, collection: Collection | undefined, query: Query): Found[] =>
  collection ? findNow(within(tx), collection, query) : [];

/** Applies an update to one document; says whether that changed it. */
export const updateOne = (tx: WriteTransaction, collection: Collection, before: Doc, update: Update): { readonly after: Doc; readonly changed: boolean } => {
  const after = update.apply(before, false);
  const changed = !identical(before, after);
  if (changed) tx.replace(collection, before, after);
  return { after, changed };
};

/** Inserts the document an update makes of a filter that found nothing. */
export const upsert = (tx: WriteTransaction, ns: string, filter: Doc, update: Update): Doc => {
  const doc = upsertedDocument(filter, update);
  tx.insert(tx.ensureCollection(ns), doc);
  return doc;
};

/** One statement that was refused, as an entry of `writeErrors`. */
export const writeError = (index: number, error: CommandError): OutFields => ({ index, code: error.code, errmsg: error.message, ...error.extra });

/** Runs statements one by one; ordered, the first refusal ends it. Returns the refusals. */
export const eachStatement = <T>(statements: readonly T[], ordered: boolean, run: (statement: T, index: number) => void): Out[] => {
  const errors: Out[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return errors;
};

/** The field is left out where the list is empty. */
export const unlessEmpty = (list: readonly Out[]): readonly Out[] | undefined => (list.length > 0 ? list : undefined);
