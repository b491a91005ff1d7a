import { CommandError } from '../errors.js';
import { isDoc, type Doc, type Value } from './value.js';

/** A dotted path in its parts: `'a.0.b'` is `['a', '0', 'b']`. */
export type Path = readonly string[];

export const parsePath = (dotted: string): Path => dotted.split('.');

const INDEX = /^(?:0|[1-9]\d*)$/;

/** The array position a path part names, if it can name one. */
export const arrayIndex = (part: string): number | undefined => (INDEX.test(part) ? Number(part) : undefined);

/**
 * Calls `found` with each value a path leads to, as queries see it: through the elements of arrays on the way, and by
 * position. A branch that has no such field gives `undefined`; elements that are no documents are no branch.
 * With `intoLast`, the elements of an array at the end count as well as the array. Stops, and is true, once `found` is.
 */
export const somePathValue = (
  value: Value | undefined,
  path: Path,
  intoLast: boolean,
  found: (value: Value | undefined) => boolean,
  at = 0,
): boolean => {
  const part = path[at];
  if (part === undefined) {
    return found(value) || (intoLast && Array.isArray(value) && value.some((element) => found(element)));
  }
  if (isDoc(value)) return somePathValue(value.get(part), path, intoLast, found, at + 1);
  if (!Array.isArray(value)) return found(undefined);
  const index = arrayIndex(part);
  if (index !== undefined && index < value.length && somePathValue(value[index], path, intoLast, found, at + 1)) return true;
  return value.some((element) => isDoc(element) && somePathValue(element, path, intoLast, found, at));
};

/** What an index or a sort sees of a document under its paths. */
export interface PathRows {
  /** A value a path in each row: `null` where the field is missing, `undefined` for an empty array (below null). */
  readonly rows: readonly (readonly (Value | undefined)[])[];
  /** An array was met: the document has, or may have, several rows. */
  readonly multikey: boolean;
  /** At least one of the fields is there. */
  readonly present: boolean;
}

/** One path on its way into a document: where it stands, and how many of its parts are behind it. */
interface Branch {
  readonly path: Path;
  readonly at: number;
  readonly value: Value | undefined;
  readonly state: 'walking' | 'ended' | 'missing';
}

/** Follows a path through documents, up to its end or to an array that has to be opened. */
const advance = (branch: Branch): Branch => {
  const { path, at, value, state } = branch;
  if (state !== 'walking') return branch;
  const part = path[at];
  if (part === undefined) {
    if (Array.isArray(value)) return branch;
    return { ...branch, state: value === undefined ? 'missing' : 'ended' };
  }
  if (isDoc(value)) return advance({ ...branch, at: at + 1, value: value.get(part) });
  if (!Array.isArray(value)) return { ...branch, state: 'missing' };
  const index = arrayIndex(part);
  return index !== undefined && index < value.length ? advance({ ...branch, at: at + 1, value: value[index] }) : branch;
};

/** The branch within one element of the array it stands at. */
const enter = (branch: Branch, element: Value): Branch => {
  if (branch.at === branch.path.length) return { ...branch, value: element, state: 'ended' };
  return isDoc(element) ? { ...branch, value: element } : { ...branch, state: 'missing' };
};

/** An empty array at a path's end counts as `undefined`; before the end, nothing is there. */
const enterEmpty = (branch: Branch): Branch =>
  branch.at === branch.path.length ? { ...branch, value: undefined, state: 'ended' } : { ...branch, state: 'missing' };

/**
 * The rows of a document under some paths, as MongoDB's key generator makes them: a row for each element of an array
 * that several paths share. Refuses (171) two arrays side by side, whose elements have nothing to do with each other.
 */
export const pathRows = (doc: Doc, paths: readonly Path[]): PathRows => {
  const rows: (Value | undefined)[][] = [];
  let multikey = false;
  let present = false;
  const expand = (branches: readonly Branch[]): void => {
    const advanced = branches.map(advance);
    const arrays = new Set(advanced.filter(({ state }) => state === 'walking').map(({ value }) => value));
    const [array] = arrays;
    if (!Array.isArray(array)) {
      present ||= advanced.some(({ state }) => state === 'ended');
      rows.push(advanced.map(({ state, value }) => (state === 'ended' ? value : null)));
      return;
    }
    if (arrays.size > 1) throw new CommandError('CannotIndexParallelArrays', 'cannot index parallel arrays');
    multikey = true;
    const into = (step: (branch: Branch) => Branch): void =>
      expand(advanced.map((branch) => (branch.state === 'walking' ? step(branch) : branch)));
    if (array.length === 0) into(enterEmpty);
    for (const element of array) into((branch) => enter(branch, element));
  };
  expand(paths.map((path) => ({ path, at: 0, value: doc, state: 'walking' })));
  return { rows, multikey, present };
};

/** The value at a path, going through documents and array positions only; `undefined` where it leads nowhere. */
export const valueAt = (doc: Doc, path: Path): Value | undefined => {
  let value: Value | undefined = doc;
  for (const part of path) {
    if (isDoc(value)) value = value.get(part);
    else if (Array.isArray(value)) {
      const index = arrayIndex(part);
      value = index === undefined ? undefined : value[index];
    } else return undefined;
  }
  return value;
};
