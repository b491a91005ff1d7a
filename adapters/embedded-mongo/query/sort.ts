import { CommandError, notOffered } from '../errors.js';
import { encodeKey, invert } from '../values/keys.js';
import { toDouble } from '../values/numbers.js';
import { parsePath, pathRows, type Path } from '../values/paths.js';
import { isNumber, type Doc, type Value } from '../values/value.js';

export interface SortField {
  readonly name: string;
  readonly path: Path;
  readonly direction: 1 | -1;
}

const direction = (name: string, value: Value): 1 | -1 => {
  const number = isNumber(value) ? toDouble(value) : NaN;
  if (number === 1 || number === -1) return number;
  if (typeof value === 'object' && value instanceof Map) throw notOffered(`The sort by ${[...value.keys()].join(', ')}`);
  throw new CommandError('BadValue', `$sort key ordering must be 1 (for ascending) or -1 (for descending): ${name}`);
};

/** The fields of a sort, in order; refuses what is neither 1 nor -1. */
export const parseSort = (sort: Doc | undefined): readonly SortField[] =>
  [...(sort ?? [])].map(([name, value]) => {
    if (name === '' || name.startsWith('$')) throw new CommandError('BadValue', `FieldPath field names may not start with '$': ${name}`);
    return { name, path: parsePath(name), direction: direction(name, value) };
  });

/**
 * A document's place in a sort as bytes: comparing two places is comparing two documents. Where arrays give it several
 * places, the first of them counts: the smallest element going up, the largest going down.
 */
export const sortKey = (doc: Doc, fields: readonly SortField[]): Buffer => {
  const { rows } = pathRows(doc, fields.map(({ path }) => path));
  const keys = rows.map((row) =>
    Buffer.concat(
      fields.map(({ direction: toward }, at) => {
        const key = encodeKey(row[at]);
        return toward === 1 ? key : invert(key);
      }),
    ),
  );
  return keys.reduce((first, key) => (Buffer.compare(key, first) < 0 ? key : first));
};
