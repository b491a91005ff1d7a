import { ObjectId } from 'bson';
import { CommandError } from '../errors.js';
import { isOperators } from '../query/match.js';
import { parsePath } from '../values/paths.js';
import { isDoc, isRegex, typeAlias, type Doc, type Value } from '../values/value.js';
import type { Update } from './update.js';
import { withValueAt } from './write-path.js';

/** What the filter says a field equals. */
const equalities = (filter: Doc): [string, Value][] =>
  [...filter].flatMap(([name, value]): [string, Value][] => {
    if (name === '$and') return Array.isArray(value) ? value.filter(isDoc).flatMap(equalities) : [];
    if (name.startsWith('$') || isRegex(value)) return [];
    if (!isOperators(value)) return [[name, value]];
    const equal = value.get('$eq');
    return equal === undefined ? [] : [[name, equal]];
  });

/** Refuses an `_id` that MongoDB takes from nobody. */
export const checkId = (id: Value): void => {
  if (Array.isArray(id) || isRegex(id)) throw new CommandError('InvalidIdField', `The '_id' value cannot be of type ${typeAlias(id)}`);
  const dollar = isDoc(id) ? [...id.keys()].find((name) => name.startsWith('$')) : undefined;
  if (dollar !== undefined) {
    throw new CommandError('DollarPrefixedFieldName', `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`);
  }
};

/** The document with its `_id` in front, a new one where it has none. */
export const withIdFirst = (doc: Doc): Doc => {
  const known = doc.get('_id');
  const id = known === undefined ? new ObjectId() : known;
  checkId(id);
  return new Map([['_id', id], ...[...doc].filter(([name]) => name !== '_id')]);
};

/** The document an upsert inserts: what the filter says is equal, then the update. Of a replacement, only `_id` counts. */
export const upsertedDocument = (filter: Doc, update: Update): Doc => {
  const seeds = equalities(filter).filter(([name]) => !update.replaces || name === '_id');
  const seed = seeds.reduce<Doc>((doc, [name, value]) => withValueAt(doc, parsePath(name), value), new Map());
  return withIdFirst(update.apply(seed, true));
};
