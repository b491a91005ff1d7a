import { CommandError, notOffered } from '../errors.js';
import { identical, sameValue } from '../values/compare.js';
import { displayDoc } from '../values/display.js';
import { arrayIndex, parsePath, valueAt, type Path } from '../values/paths.js';
import { isDoc, typeAlias, type Doc, type Value } from '../values/value.js';
import type { Change } from './arrays.js';
import { LEFT_OUT, MODIFIERS } from './modifiers.js';
import { withoutPath, withValueAt } from './write-path.js';

/** An update ready to be applied. It never changes the document it is given. */
export interface Update {
  readonly replaces: boolean;
  /** The document as the update leaves it. `inserting`: an upsert found none, and `$setOnInsert` counts. */
  readonly apply: (before: Doc, inserting: boolean) => Doc;
}

interface Step {
  readonly name: string;
  readonly path: Path;
  readonly change: Change;
  readonly onInsertOnly: boolean;
}

const checkPath = (name: string): Path => {
  const path = parsePath(name);
  for (const part of path) {
    if (part === '') throw new CommandError('EmptyFieldName', `The update path '${name}' contains an empty field name, which is not allowed.`);
    if (part.startsWith('$[') || part === '$') throw notOffered(`The positional operator in '${name}'`);
    if (part.startsWith('$') && !DBREF.has(part)) {
      throw new CommandError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${part}' in '${name}' is not allowed in the context of an update.`);
    }
  }
  return path;
};

const DBREF = new Set(['$ref', '$id', '$db']);

const stepsOf = (modifier: string, operand: Value): Step[] => {
  const make = MODIFIERS[modifier];
  if (LEFT_OUT.has(modifier)) throw notOffered(modifier, 'FailedToParse');
  if (!make) {
    throw new CommandError('FailedToParse', `Unknown modifier: ${modifier}. Expected a valid update modifier or pipeline-style update specified as an array`);
  }
  if (!isDoc(operand)) {
    throw new CommandError('FailedToParse', `Modifiers operate on fields but we found type ${typeAlias(operand)} instead. For example: {$mod: {<field>: ...}}`);
  }
  return [...operand].map(([name, value]) => ({ name, path: checkPath(name), change: make(name, value), onInsertOnly: modifier === '$setOnInsert' }));
};

/** MongoDB adds fields in the order of their names, numbers by value, whatever order the update has. */
const comparePaths = (a: Path, b: Path): number => {
  for (const [at, part] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (part === other) continue;
    const [x, y] = [arrayIndex(part), arrayIndex(other)];
    if (x !== undefined && y !== undefined) return x - y;
    if (x !== undefined || y !== undefined) return x !== undefined ? -1 : 1;
    return part < other ? -1 : 1;
  }
  return a.length - b.length;
};

const begins = (path: Path, start: Path): boolean => start.every((part, at) => path[at] === part);

/** Sorted by path, so that a path stands right before those inside it. */
const checkConflicts = (steps: readonly Step[]): void => {
  for (const [at, step] of steps.entries()) {
    const next = steps[at + 1];
    if (next && begins(next.path, step.path)) {
      throw new CommandError('ConflictingUpdateOperators', `Updating the path '${next.name}' would create a conflict at '${step.name}'`);
    }
  }
};

const applyStep = (doc: Doc, { path, change }: Step): Doc => {
  const before = valueAt(doc, path);
  const after = change(before);
  if (after === undefined) return before === undefined ? doc : withoutPath(doc, path);
  return before !== undefined && identical(before, after) ? doc : withValueAt(doc, path, after);
};

const modification = (operators: Doc): Update => {
  const steps = [...operators].flatMap(([modifier, operand]) => stepsOf(modifier, operand)).sort((a, b) => comparePaths(a.path, b.path));
  checkConflicts(steps);
  return {
    replaces: false,
    apply: (before, inserting) => {
      const after = steps.filter(({ onInsertOnly }) => inserting || !onInsertOnly).reduce(applyStep, before);
      const [old, id] = [before.get('_id'), after.get('_id')];
      if (old !== undefined && (id === undefined || !sameValue(old, id))) {
        throw new CommandError('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
      }
      return after;
    },
  };
};

const replacement = (doc: Doc): Update => {
  const dollar = [...doc.keys()].find((name) => name.startsWith('$'));
  if (dollar !== undefined) {
    throw new CommandError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${dollar}' in '${dollar}' is not allowed in the context of an update's replacement document.`);
  }
  return {
    replaces: true,
    apply: (before) => {
      const [old, id] = [before.get('_id'), doc.get('_id')];
      if (old !== undefined && id !== undefined && !sameValue(old, id)) {
        throw new CommandError('ImmutableField', `After applying the update, the (immutable) field '_id' was found to have been altered to ${displayDoc(new Map([['_id', id]]))}`);
      }
      const kept = old ?? id;
      return new Map([...(kept === undefined ? [] : [['_id', kept] as const]), ...[...doc].filter(([name]) => name !== '_id')]);
    },
  };
};

/** Compiles an update: operators where its first field is one, else a replacement. Pipelines are refused. */
export const compileUpdate = (update: Value): Update => {
  if (Array.isArray(update)) throw notOffered('An update by aggregation pipeline', 'FailedToParse');
  if (!isDoc(update)) throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  const first = update.keys().next().value;
  return first?.startsWith('$') ? modification(update) : replacement(update);
};
