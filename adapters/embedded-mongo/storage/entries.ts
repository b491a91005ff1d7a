import { encodeKey, invert, shorten, uint32Key } from '../values/keys.js';
import { pathRows } from '../values/paths.js';
import type { Doc, Value } from '../values/value.js';
import type { Index, IndexField } from './catalogue.js';

/** LMDB takes keys of 1,978 bytes: room for an index's id, its fields and the document's id. */
export const FIELDS_LIMIT = 1300;
export const ID_LIMIT = 600;

/** A document's `_id` as the last part of its keys. */
export const idKey = (id: Value): Buffer => shorten(encodeKey(id), ID_LIMIT);

/** Where a document lies. */
export const documentKey = (collection: { readonly id: number }, id: Value): Buffer =>
  Buffer.concat([uint32Key(collection.id), idKey(id)]);

/** One key of a document in an index, without the document's id that follows it in the table. */
export interface Place {
  readonly key: Buffer;
  /** What the key was made of, a value a field, for the message of a duplicate. */
  readonly values: readonly Value[];
}

/** All places of a document in one index. */
export interface Placement {
  readonly places: readonly Place[];
  readonly multikey: boolean;
  readonly shortened: boolean;
}

const NOWHERE: Placement = { places: [], multikey: false, shortened: false };

/** The keys under which an index files a document: none where it leaves it out, several where arrays are met. */
export const placeIn = (index: Index, doc: Doc): Placement => {
  if (index.covers && !index.covers(doc)) return NOWHERE;
  const { rows, multikey, present } = pathRows(doc, index.fields.map(({ path }) => path));
  if (index.sparse && !present) return NOWHERE;
  const places = new Map<string, Place & { readonly long: boolean }>();
  for (const row of rows) {
    const full = Buffer.concat(index.fields.map((field, at) => fieldKey(field, row[at])));
    const key = Buffer.concat([uint32Key(index.id), shorten(full, FIELDS_LIMIT)]);
    places.set(key.toString('latin1'), { key, values: row.map((value) => value ?? null), long: full.length > FIELDS_LIMIT });
  }
  const distinct = [...places.values()];
  return { places: distinct, multikey, shortened: distinct.some(({ long }) => long) };
};

const fieldKey = (field: IndexField, value: Value | undefined): Buffer => {
  const key = encodeKey(value);
  return field.descending ? invert(key) : key;
};
