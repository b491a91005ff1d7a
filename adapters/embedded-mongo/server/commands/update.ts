import { CommandError } from '../../errors.js';
import type { Collection } from '../../storage/catalogue.js';
import type { WriteTransaction } from '../../storage/write-transaction.js';
import { compileUpdate, type Update } from '../../update/update.js';
import type { Out, OutFields } from '../../values/encode.js';
import { emptyDoc, type Doc } from '../../values/value.js';
import type { Query } from '../../query/find.js';
import { Call } from '../call.js';
import type { Command } from '../command.js';
import { checkFields } from '../options.js';
import { changeMany } from './many.js';
import { eachStatement, findWithin, unlessEmpty, updateOne, upsert, writeError } from './write.js';

interface Statement {
  readonly query: Query;
  readonly update: Update;
  readonly multi: boolean;
  readonly upsert: boolean;
}

const parse = (call: Call, statement: Doc): Statement => {
  checkFields(statement, 'update.updates', ['q', 'u', 'multi', 'upsert', 'hint', 'sort']);
  const own = new Call(call.request, call.services, statement);
  const update = compileUpdate(statement.get('u') ?? null);
  const multi = own.flag('multi', false);
  if (multi && update.replaces) throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  return {
    query: { filter: own.doc('q') ?? emptyDoc(), sort: own.doc('sort'), hint: own.hint(), limit: multi ? 0 : 1 },
    update,
    multi,
    upsert: own.flag('upsert', false),
  };
};

/** What an `update` has done so far. */
class Tally {
  n = 0;
  nModified = 0;
  readonly upserted: Out[] = [];

  changed(changed: boolean): void {
    this.n += 1;
    if (changed) this.nModified += 1;
  }

  inserted(index: number, doc: Doc): void {
    this.n += 1;
    this.upserted.push({ index, _id: doc.get('_id') });
  }

  add(other: Tally): void {
    this.n += other.n;
    this.nModified += other.nModified;
    this.upserted.push(...other.upserted);
  }

  answer(errors: readonly Out[]): OutFields {
    return { n: this.n, nModified: this.nModified, upserted: unlessEmpty(this.upserted), writeErrors: unlessEmpty(errors) };
  }
}

const runOne = (tx: WriteTransaction, ns: string, { query, update, upsert: inserts }: Statement, index: number): Tally => {
  const tally = new Tally();
  const collection = tx.collection(ns);
  const [found] = findWithin(tx, collection, query);
  if (found && collection) tally.changed(updateOne(tx, collection, found.doc, update).changed);
  else if (inserts) tally.inserted(index, upsert(tx, ns, query.filter, update));
  return tally;
};

const runMany = async (call: Call, ns: string, { query, update, upsert: inserts }: Statement, index: number, tally: Tally): Promise<void> => {
  const before = tally.n;
  const change = (tx: WriteTransaction, collection: Collection, doc: Doc): boolean => updateOne(tx, collection, doc, update).changed;
  await changeMany(call, ns, query, change, (changed) => tally.changed(changed));
  if (tally.n > before || !inserts) return;
  tally.inserted(index, await call.store.write((tx) => upsert(tx, ns, query.filter, update)));
};

/** Statements on many documents take a transaction each, or more. Drivers never retry such a command. */
const runInTurn = async (call: Call, ns: string, statements: readonly Doc[], ordered: boolean): Promise<OutFields> => {
  const tally = new Tally();
  const errors: Out[] = [];
  for (const [index, doc] of statements.entries()) {
    try {
      const statement = parse(call, doc);
      if (statement.multi) await runMany(call, ns, statement, index, tally);
      else tally.add(await call.store.write((tx) => runOne(tx, ns, statement, index)));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return tally.answer(errors);
};

export const update: Command = {
  options: ['updates', 'ordered', 'bypassDocumentValidation'],
  run: (call) => {
    const ns = call.namespace();
    const statements = call.docs('updates');
    const ordered = call.flag('ordered', true);
    if (statements.some((statement) => statement.get('multi') === true)) return runInTurn(call, ns, statements, ordered);
    return call.write((tx) => {
      const tally = new Tally();
      return tally.answer(eachStatement(statements, ordered, (doc, index) => tally.add(runOne(tx, ns, parse(call, doc), index))));
    });
  },
};
