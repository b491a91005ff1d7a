import { Binary, Int32 } from 'bson';
import { compileFilter, type Matcher } from '../query/match.js';
import { parsePath, type Path } from '../values/paths.js';
import { toDouble } from '../values/numbers.js';
import { decode } from '../values/decode.js';
import { encode, type Out } from '../values/encode.js';
import { isDoc, isNumber, type Doc, type Value } from '../values/value.js';

/** What `createIndexes` was asked for, checked. */
export interface IndexSpec {
  readonly name: string;
  /** Field paths with 1 or -1, as they were given (the number keeps its type in `listIndexes`). */
  readonly key: Doc;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilter: Doc | undefined;
  readonly expireAfterSeconds: number | undefined;
}

export interface IndexField {
  readonly name: string;
  readonly path: Path;
  readonly descending: boolean;
}

export interface Index extends IndexSpec {
  readonly id: number;
  readonly fields: readonly IndexField[];
  readonly covers: Matcher | undefined;
  /** A document gave several keys, ever: the index may name one document twice and cannot sort. */
  readonly multikey: boolean;
  /** A key had to be shortened, ever: the order among long keys is lost, so the index cannot sort. */
  readonly shortened: boolean;
}

export interface Collection {
  /** Database and collection: `rounds.tasks`. */
  readonly ns: string;
  readonly id: number;
  readonly uuid: Binary;
  /** The first is always the one on `_id`. */
  readonly indexes: readonly [Index, ...Index[]];
}

/** All collections by namespace. Never changed in place: a commit puts a new one in its stead. */
export type Catalogue = ReadonlyMap<string, Collection>;

const fieldsOf = (key: Doc): IndexField[] =>
  [...key].map(([name, direction]) => ({ name, path: parsePath(name), descending: isNumber(direction) && toDouble(direction) < 0 }));

/** An index ready for use. Its ranges in the store begin with its id. */
export const makeIndex = (spec: IndexSpec, id: number, flags = { multikey: false, shortened: false }): Index => ({
  ...spec,
  ...flags,
  id,
  fields: fieldsOf(spec.key),
  covers: spec.partialFilter && compileFilter(spec.partialFilter),
});

/** The index every collection has. Its entries are the documents themselves, filed under the collection's id. */
export const makeIdIndex = (id: number): Index =>
  makeIndex({ name: '_id_', key: new Map([['_id', new Int32(1)]]), unique: true, sparse: false, partialFilter: undefined, expireAfterSeconds: undefined }, id);

export const isIdIndex = (index: Index): boolean => index.name === '_id_';

/** An index as `listIndexes` shows it. */
export const describeIndex = (index: Index): Out => ({
  v: 2,
  key: index.key,
  name: index.name,
  unique: index.unique && !isIdIndex(index) ? true : undefined,
  sparse: index.sparse ? true : undefined,
  partialFilterExpression: index.partialFilter,
  expireAfterSeconds: index.expireAfterSeconds,
});

const storedIndex = (index: Index): Out => ({
  id: index.id,
  name: index.name,
  key: index.key,
  unique: index.unique,
  sparse: index.sparse,
  partialFilter: index.partialFilter,
  expireAfterSeconds: index.expireAfterSeconds,
  multikey: index.multikey,
  shortened: index.shortened,
});

export const encodeCollection = ({ ns, id, uuid, indexes }: Collection): Buffer =>
  encode({ ns, id, uuid, indexes: indexes.map(storedIndex) });

const number = (value: Value | undefined): number | undefined => (isNumber(value) ? toDouble(value) : undefined);

const readIndex = (stored: Value): Index => {
  const id = isDoc(stored) ? number(stored.get('id')) : undefined;
  const name = isDoc(stored) ? stored.get('name') : undefined;
  const key = isDoc(stored) ? stored.get('key') : undefined;
  if (!isDoc(stored) || id === undefined || typeof name !== 'string' || !isDoc(key)) throw unreadable();
  const flag = (field: string): boolean => stored.get(field) === true;
  const partialFilter = stored.get('partialFilter');
  return makeIndex(
    {
      name,
      key,
      unique: flag('unique'),
      sparse: flag('sparse'),
      partialFilter: isDoc(partialFilter) ? partialFilter : undefined,
      expireAfterSeconds: number(stored.get('expireAfterSeconds')),
    },
    id,
    { multikey: flag('multikey'), shortened: flag('shortened') },
  );
};

const unreadable = (): Error => new Error('The catalogue of the embedded store is not readable; restore the folder from a copy.');

/** A collection as `encodeCollection` wrote it. Throws where the folder holds something else. */
export const decodeCollection = (bytes: Uint8Array): Collection => {
  const stored = decode(bytes);
  const [ns, id, uuid, indexes] = ['ns', 'id', 'uuid', 'indexes'].map((field) => stored.get(field));
  const [first, ...rest] = Array.isArray(indexes) ? indexes.map(readIndex) : [];
  const identity = number(id);
  if (typeof ns !== 'string' || identity === undefined || !(uuid instanceof Binary) || !first) throw unreadable();
  return { ns, id: identity, uuid, indexes: [first, ...rest] };
};
