import { CommandError, notOffered } from '../../errors.js';
import { compileFilter } from '../../query/match.js';
import { describeIndex, isIdIndex, type Collection, type Index, type IndexSpec } from '../../storage/catalogue.js';
import { identical, sameValue } from '../../values/compare.js';
import { displayDoc } from '../../values/display.js';
import { toDouble } from '../../values/numbers.js';
import { arrayIndex, parsePath } from '../../values/paths.js';
import { isDoc, isNumber, type Doc, type Value } from '../../values/value.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { checkFields } from '../options.js';
import { cursorOf } from './collections.js';

const cannot = (reason: string): CommandError => new CommandError('CannotCreateIndex', reason);

const checkKey = (key: Doc): void => {
  if (key.size === 0) throw cannot('Index keys cannot be an empty object.');
  for (const [name, direction] of key) {
    if (typeof direction === 'string') throw notOffered(`The index type '${direction}'`, 'CannotCreateIndex');
    const number = isNumber(direction) ? toDouble(direction) : 0;
    if (number === 0 || Number.isNaN(number)) throw cannot('Values in v:2 index key pattern must be non-zero numbers');
    const path = parsePath(name);
    if (path.some((part) => part === '' || part.startsWith('$'))) throw cannot(`Index key contains an illegal field name: ${name}`);
    if (path.some((part) => arrayIndex(part) !== undefined)) throw notOffered(`An index on the array position in '${name}'`, 'CannotCreateIndex');
  }
};

/** What MongoDB allows in a partial index's filter. */
const PARTIAL = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in']);

const checkPartial = (filter: Doc): void => {
  compileFilter(filter);
  for (const [name, condition] of filter) {
    if (name.startsWith('$')) throw notOffered(`${name} in a partialFilterExpression`, 'CannotCreateIndex');
    const operators = isDoc(condition) ? [...condition].filter(([operator]) => operator.startsWith('$')) : [];
    const strange = operators.find(([operator, operand]) => !PARTIAL.has(operator) || (operator === '$exists' && operand !== true));
    if (strange) throw cannot(`Expression not supported in partial index: ${strange[0]}`);
  }
};

const checkExpiry = (spec: Doc, key: Doc): number | undefined => {
  const value = spec.get('expireAfterSeconds');
  if (value === undefined) return undefined;
  const seconds = isNumber(value) ? toDouble(value) : NaN;
  if (!(seconds >= 0 && seconds <= 2 ** 31 - 1)) throw cannot("TTL index 'expireAfterSeconds' option must be within an acceptable range");
  if (key.size > 1 || key.has('_id')) throw cannot('TTL indexes are single-field indexes, compound indexes do not support TTL');
  return seconds;
};

const flag = (spec: Doc, name: string): boolean => {
  const value = spec.get(name);
  return value === true || (isNumber(value) && toDouble(value) !== 0);
};

const parse = (spec: Doc): IndexSpec => {
  checkFields(spec, 'createIndexes.indexes', ['v', 'key', 'name', 'unique', 'sparse', 'background', 'partialFilterExpression', 'expireAfterSeconds']);
  const [key, name, partialFilter] = [spec.get('key'), spec.get('name'), spec.get('partialFilterExpression')];
  if (!isDoc(key)) throw new CommandError('FailedToParse', "The 'key' field is a required property of an index specification");
  if (typeof name !== 'string' || name === '') throw new CommandError('FailedToParse', "The 'name' field is a required property of an index specification");
  checkKey(key);
  if (partialFilter !== undefined && !isDoc(partialFilter)) throw new CommandError('TypeMismatch', "The field 'partialFilterExpression' must be an object");
  if (partialFilter) checkPartial(partialFilter);
  const sparse = flag(spec, 'sparse');
  if (partialFilter && sparse) throw cannot('cannot mix "partialFilterExpression" and "sparse" options');
  return { name, key, unique: flag(spec, 'unique'), sparse, partialFilter, expireAfterSeconds: checkExpiry(spec, key) };
};

const same = (a: Doc | undefined, b: Doc | undefined): boolean => (a && b ? identical(a, b) : a === b);

const sameOptions = (a: IndexSpec, b: IndexSpec): boolean =>
  a.unique === b.unique && a.sparse === b.sparse && a.expireAfterSeconds === b.expireAfterSeconds && same(a.partialFilter, b.partialFilter);

/** Whether the index is there already. One that is there under the same name or key, but otherwise different, is refused. */
const exists = (collection: Collection, spec: IndexSpec): boolean => {
  if (spec.name === '_id_' || sameValue(spec.key, collection.indexes[0].key)) {
    if (sameValue(spec.key, collection.indexes[0].key)) return true;
    throw new CommandError('BadValue', `The index name '_id_' is reserved for the _id index`);
  }
  const named = collection.indexes.find(({ name }) => name === spec.name);
  if (named) {
    if (sameValue(named.key, spec.key) && sameOptions(named, spec)) return true;
    if (!sameValue(named.key, spec.key)) {
      throw new CommandError('IndexKeySpecsConflict', `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${spec.name} ${displayDoc(spec.key)}, existing index: ${displayDoc(named.key)}`);
    }
    throw new CommandError('IndexKeySpecsConflict', `An equivalent index already exists with the same name but different options: ${spec.name}`);
  }
  const keyed = collection.indexes.find(({ key, partialFilter }) => sameValue(key, spec.key) && same(partialFilter, spec.partialFilter));
  if (!keyed) return false;
  throw new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${keyed.name}`);
};

export const createIndexes: Command = {
  options: ['indexes', 'commitQuorum'],
  run: (call) => {
    const ns = call.namespace();
    const specs = call.docs('indexes').map(parse);
    return call.store.write((tx) => {
      const createdCollectionAutomatically = !tx.collection(ns);
      const before = tx.ensureCollection(ns);
      const after = specs.reduce((collection, spec) => (exists(collection, spec) ? collection : tx.addIndex(collection, spec)), before);
      const note = after === before ? 'all indexes already exist' : undefined;
      return { numIndexesBefore: before.indexes.length, numIndexesAfter: after.indexes.length, createdCollectionAutomatically, note };
    });
  },
};

const notFound = (ns: string): CommandError => new CommandError('NamespaceNotFound', `ns does not exist: ${ns}`);

export const listIndexes: Command = {
  options: ['cursor'],
  run: (call) => {
    const ns = call.namespace();
    const collection = call.store.collection(ns);
    if (!collection) throw notFound(ns);
    return cursorOf(ns, collection.indexes.map(describeIndex));
  },
};

const chosen = (collection: Collection, wanted: Value | undefined): Index[] => {
  const own = collection.indexes.filter((index) => !isIdIndex(index));
  if (wanted === '*') return own;
  const list = Array.isArray(wanted) ? wanted : [wanted ?? null];
  return list.map((one) => {
    if (one === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
    const index = own.find(({ name, key }) => (isDoc(one) ? sameValue(key, one) : name === one));
    if (index) return index;
    throw new CommandError('IndexNotFound', `index not found with name [${typeof one === 'string' ? one : ''}]`);
  });
};

export const dropIndexes: Command = {
  options: ['index'],
  run: (call: Call) => {
    const ns = call.namespace();
    return call.store.write((tx) => {
      const collection = tx.collection(ns);
      if (!collection) throw notFound(ns);
      chosen(collection, call.value('index')).reduce((rest, index) => tx.dropIndex(rest, index), collection);
      return { nIndexesWas: collection.indexes.length };
    });
  },
};
