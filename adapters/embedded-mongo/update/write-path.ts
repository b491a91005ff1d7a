import { CommandError } from '../errors.js';
import { displayDoc } from '../values/display.js';
import { arrayIndex, type Path } from '../values/paths.js';
import { isDoc, type Doc, type Value } from '../values/value.js';

/** MongoDB fills an array with nulls up to the position written, but not further than this. */
const MAX_PADDING = 1_500_000;

const notViable = (part: string, name: string, value: Value): CommandError =>
  new CommandError('PathNotViable', `Cannot create field '${part}' in element ${displayDoc(new Map([[name, value]]))}`);

const writeInto = (container: Value | undefined, path: Path, at: number, value: Value): Value => {
  const part = path[at];
  if (part === undefined) return value;
  if (container === undefined) return new Map([[part, writeInto(undefined, path, at + 1, value)]]);
  if (isDoc(container)) return new Map(container).set(part, writeInto(container.get(part), path, at + 1, value));
  const index = Array.isArray(container) ? arrayIndex(part) : undefined;
  if (!Array.isArray(container) || index === undefined) throw notViable(part, path[at - 1] ?? '', container);
  if (index > container.length + MAX_PADDING) throw new CommandError('BadValue', `can't backfill more than ${MAX_PADDING} elements`);
  const filled = Array.from({ length: Math.max(container.length, index + 1) }, (_, position) => container[position] ?? null);
  filled[index] = writeInto(container[index], path, at + 1, value);
  return filled;
};

/** A copy of the document with a value at a path; documents on the way are made, scalars refused (28). */
export const withValueAt = (doc: Doc, path: Path, value: Value): Doc => {
  const [first = ''] = path;
  return new Map(doc).set(first, writeInto(doc.get(first), path, 1, value));
};

const removeFrom = (container: Value, path: Path, at: number): Value => {
  const part = path[at] ?? '';
  const last = at === path.length - 1;
  if (isDoc(container)) {
    const child = container.get(part);
    if (child === undefined) return container;
    const copy = new Map(container);
    if (last) copy.delete(part);
    else copy.set(part, removeFrom(child, path, at + 1));
    return copy;
  }
  const index = Array.isArray(container) ? arrayIndex(part) : undefined;
  if (!Array.isArray(container) || index === undefined || index >= container.length) return container;
  // Removing an element would move the others: MongoDB leaves null in its place.
  return container.map((element, position) => (position !== index ? element : last ? null : removeFrom(element, path, at + 1)));
};

/** A copy of the document without the field at a path, if it is there. */
export const withoutPath = (doc: Doc, path: Path): Doc => {
  const copy = removeFrom(doc, path, 0);
  return isDoc(copy) ? copy : doc;
};
