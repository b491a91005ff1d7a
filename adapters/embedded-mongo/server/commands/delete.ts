import { CommandError } from '../../errors.js';
import type { Query } from '../../query/find.js';
import type { Collection } from '../../storage/catalogue.js';
import type { WriteTransaction } from '../../storage/write-transaction.js';
import type { Out, OutFields } from '../../values/encode.js';
import { toDouble } from '../../values/numbers.js';
import { emptyDoc, isNumber, type Doc } from '../../values/value.js';
import { Call } from '../call.js';
import type { Command } from '../command.js';
import { checkFields } from '../options.js';
import { changeMany } from './many.js';
import { eachStatement, findWithin, unlessEmpty, writeError } from './write.js';

interface Statement {
  readonly query: Query;
  readonly many: boolean;
}

const parse = (call: Call, statement: Doc): Statement => {
  checkFields(statement, 'delete.deletes', ['q', 'limit', 'hint']);
  const own = new Call(call.request, call.services, statement);
  const limit = own.number('limit');
  if (limit !== 0 && limit !== 1) throw new CommandError('FailedToParse', `The limit field in delete objects must be 0 or 1. Got ${String(limit)}`);
  return { query: { filter: own.doc('q') ?? emptyDoc(), hint: own.hint(), limit }, many: limit === 0 };
};

const isMany = (statement: Doc): boolean => {
  const limit = statement.get('limit');
  return isNumber(limit) && toDouble(limit) === 0;
};

const removeOne = (tx: WriteTransaction, ns: string, query: Query): number => {
  const collection = tx.collection(ns);
  const found = findWithin(tx, collection, query);
  for (const { doc } of found) if (collection) tx.remove(collection, doc);
  return found.length;
};

const removeMany = async (call: Call, ns: string, query: Query): Promise<number> => {
  let removed = 0;
  const remove = (tx: WriteTransaction, collection: Collection, doc: Doc): void => tx.remove(collection, doc);
  await changeMany(call, ns, query, remove, () => {
    removed += 1;
  });
  return removed;
};

const runInTurn = async (call: Call, ns: string, statements: readonly Doc[], ordered: boolean): Promise<OutFields> => {
  const errors: Out[] = [];
  let n = 0;
  for (const [index, doc] of statements.entries()) {
    try {
      const { query, many } = parse(call, doc);
      n += many ? await removeMany(call, ns, query) : await call.store.write((tx) => removeOne(tx, ns, query));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return { n, writeErrors: unlessEmpty(errors) };
};

export const deleteCommand: Command = {
  options: ['deletes', 'ordered'],
  run: (call) => {
    const ns = call.namespace();
    const statements = call.docs('deletes');
    const ordered = call.flag('ordered', true);
    if (statements.some((statement) => isMany(statement))) return runInTurn(call, ns, statements, ordered);
    return call.write((tx) => {
      let n = 0;
      const errors = eachStatement(statements, ordered, (doc) => {
        n += removeOne(tx, ns, parse(call, doc).query);
      });
      return { n, writeErrors: unlessEmpty(errors) };
    });
  },
};
