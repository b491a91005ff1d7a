import { CommandError } from '../../errors.js';
import { compileFilter } from '../../query/match.js';
import type { Collection } from '../../storage/catalogue.js';
import { decode } from '../../values/decode.js';
import { encode, type Out } from '../../values/encode.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { emptyDoc } from '../../values/value.js';

/** Everything fits into a first batch: catalogues are short. */
export const cursorOf = (ns: string, firstBatch: readonly Out[]): { readonly cursor: Out } => ({ cursor: { firstBatch, id: 0n, ns } });

const describe = ({ ns, uuid }: Collection): Buffer =>
  encode({
    name: ns.slice(ns.indexOf('.') + 1),
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  });

const inDatabase = (call: Call): Collection[] => [...call.store.collections()].filter(({ ns }) => ns.startsWith(`${call.db}.`));

export const listCollections: Command = {
  options: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: (call) => {
    const matches = compileFilter(call.doc('filter') ?? emptyDoc());
    const found = inDatabase(call).map(describe).filter((raw) => matches(decode(raw)));
    return cursorOf(`${call.db}.$cmd.listCollections`, found);
  },
};

export const create: Command = {
  options: [],
  run: (call) => {
    const ns = call.namespace();
    return call.store.write((tx) => {
      if (tx.collection(ns)) throw new CommandError('NamespaceExists', `Collection ${ns} already exists.`);
      tx.ensureCollection(ns);
      return {};
    });
  },
};

export const drop: Command = {
  options: [],
  run: (call) => {
    const ns = call.namespace();
    return call.store.write((tx) => {
      const collection = tx.collection(ns);
      if (!collection) return {};
      tx.dropCollection(collection);
      return { ns, nIndexesWas: collection.indexes.length };
    });
  },
};

export const dropDatabase: Command = {
  options: [],
  run: (call) =>
    call.store.write((tx) => {
      for (const { ns } of inDatabase(call)) {
        const collection = tx.collection(ns);
        if (collection) tx.dropCollection(collection);
      }
      return { dropped: call.db };
    }),
};
