import type { BSONRegExp } from 'bson';
import { isOperators } from '../query/match.js';
import { anchoredPrefix } from '../query/regex.js';
import { isNaNValue } from '../values/numbers.js';
import { isDoc, isNumber, isRegex, RANK, rankOf, type Doc, type Value } from '../values/value.js';

/** One end of a range. Whether it is included does not matter here: every document found is matched again. */
export type Bound = Exclude<Value, null>;

/** What a filter says of one field, as far as an index can use it. All of it holds at once. */
export interface Constraint {
  /** The conditions as they stand, to compare with a partial index's. */
  readonly conditions: readonly Value[];
  /** Each list: the field is one of these values (or has an element that is). */
  readonly points: readonly (readonly Value[])[];
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
  /** The field is a text that begins so, or is this very expression. */
  readonly prefix: { readonly text: string; readonly regex: BSONRegExp } | undefined;
  readonly exists: boolean;
}

export type Constraints = ReadonlyMap<string, Constraint>;

const NONE: Constraint = { conditions: [], points: [], low: undefined, high: undefined, prefix: undefined, exists: false };

/** Arrays have no key of their own in an index, and an expression stands for many values. */
const isPoint = (value: Value): boolean => !Array.isArray(value) && !isRegex(value);

/** Comparisons with these hold across types, or hold for nothing; neither is a range of one type. */
const isBound = (value: Value): value is Bound =>
  value !== null && isPoint(value) && rankOf(value) !== RANK.minKey && rankOf(value) !== RANK.maxKey && !(isNumber(value) && isNaNValue(value));

const withPoints = (known: Constraint, points: readonly Value[]): Constraint =>
  points.every(isPoint) ? { ...known, points: [...known.points, points] } : known;

const withRegex = (known: Constraint, regex: BSONRegExp): Constraint => {
  const text = anchoredPrefix(regex);
  return text === '' ? known : { ...known, prefix: { text, regex } };
};

const withOperator = (known: Constraint, operator: string, operand: Value): Constraint => {
  switch (operator) {
    case '$eq':
      return withPoints(known, [operand]);
    case '$in':
      return Array.isArray(operand) ? withPoints(known, operand) : known;
    case '$gt':
    case '$gte':
      return known.low === undefined && isBound(operand) ? { ...known, low: operand } : known;
    case '$lt':
    case '$lte':
      return known.high === undefined && isBound(operand) ? { ...known, high: operand } : known;
    case '$exists':
      return operand === true ? { ...known, exists: true } : known;
    default:
      return known;
  }
};

const withCondition = (known: Constraint, condition: Value): Constraint => {
  const noted = { ...known, conditions: [...known.conditions, condition] };
  if (isRegex(condition)) return withRegex(noted, condition);
  if (!isOperators(condition)) return withPoints(noted, [condition]);
  return [...condition].reduce<Constraint>((sofar, [operator, operand]) => withOperator(sofar, operator, operand), noted);
};

/** Collects what the filter says of each field; `$or` and the like say nothing that holds for every document. */
export const constraintsOf = (filter: Doc): Constraints => {
  const found = new Map<string, Constraint>();
  const note = (path: string, condition: Value): void => {
    found.set(path, withCondition(found.get(path) ?? NONE, condition));
    const elements = isDoc(condition) ? condition.get('$elemMatch') : undefined;
    for (const [name, inner] of isDoc(elements) ? elements : []) if (!name.startsWith('$')) note(`${path}.${name}`, inner);
  };
  const walk = (part: Doc): void => {
    for (const [name, value] of part) {
      if (name === '$and' && Array.isArray(value)) value.filter(isDoc).forEach(walk);
      else if (!name.startsWith('$')) note(name, value);
    }
  };
  walk(filter);
  return found;
};

/** Whether the field surely has a value that is not null, so that a sparse index knows the document. */
export const isPresent = (constraint: Constraint | undefined): boolean =>
  constraint !== undefined &&
  (constraint.exists ||
    constraint.low !== undefined ||
    constraint.high !== undefined ||
    constraint.prefix !== undefined ||
    constraint.points.some((list) => list.every((value) => value !== null)));
