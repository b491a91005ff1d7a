import { CommandError } from '../../errors.js';
import type { Query } from '../../query/find.js';
import { compileProjection, type Projection } from '../../query/project.js';
import type { WriteTransaction } from '../../storage/write-transaction.js';
import { compileUpdate, type Update } from '../../update/update.js';
import type { OutFields } from '../../values/encode.js';
import { emptyDoc, type Doc } from '../../values/value.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { findWithin, updateOne, upsert } from './write.js';

interface Request {
  readonly ns: string;
  readonly query: Query;
  readonly update: Update | undefined;
  readonly remove: boolean;
  readonly upsert: boolean;
  readonly showNew: boolean;
  readonly projection: Projection | undefined;
}

const parse = (call: Call): Request => {
  const remove = call.flag('remove', false);
  const update = call.value('update');
  const [showNew, inserts] = [call.flag('new', false), call.flag('upsert', false)];
  if (remove && update !== undefined) throw new CommandError('FailedToParse', 'Cannot specify both an update and remove=true');
  if (remove && (showNew || inserts)) throw new CommandError('FailedToParse', "Cannot specify both remove=true and new=true or upsert=true; 'remove' always returns the deleted document");
  if (!remove && update === undefined) throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  return {
    ns: call.namespace(),
    query: { filter: call.doc('query') ?? emptyDoc(), sort: call.doc('sort'), hint: call.hint(), limit: 1 },
    update: update === undefined ? undefined : compileUpdate(update),
    remove,
    upsert: inserts,
    showNew,
    projection: compileProjection(call.doc('fields')),
  };
};

const run = (tx: WriteTransaction, { ns, query, update, upsert: inserts, showNew, projection }: Request): OutFields => {
  const show = (doc: Doc): Doc => (projection ? projection(doc) : doc);
  const collection = tx.collection(ns);
  const [found] = findWithin(tx, collection, query);
  if (found && collection && !update) {
    tx.remove(collection, found.doc);
    return { lastErrorObject: { n: 1 }, value: show(found.doc) };
  }
  if (found && collection && update) {
    const { after } = updateOne(tx, collection, found.doc, update);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: show(showNew ? after : found.doc) };
  }
  if (!update) return { lastErrorObject: { n: 0 }, value: null };
  if (!inserts) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const doc = upsert(tx, ns, query.filter, update);
  return { lastErrorObject: { n: 1, updatedExisting: false, upserted: doc.get('_id') }, value: showNew ? show(doc) : null };
};

export const findAndModify: Command = {
  options: ['query', 'sort', 'hint', 'remove', 'update', 'new', 'upsert', 'fields', 'bypassDocumentValidation'],
  run: (call) => {
    const request = parse(call);
    return call.write((tx) => run(tx, request));
  },
};
