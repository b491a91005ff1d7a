import { CommandError, notOffered } from '../errors.js';
import { parsePath, somePathValue, type Path } from '../values/paths.js';
import { isDoc, isRegex, typeAlias, type Doc, type Value } from '../values/value.js';
import { equals, fieldOperator, type Test } from './operators.js';

/** Whether a document is one of those a filter asks for. */
export type Matcher = (doc: Doc) => boolean;

/** Whether a value is a document of operators (`{ $gt: 5 }`) rather than one to be equal to. */
export const isOperators = (value: Value | undefined): value is Doc => {
  if (!isDoc(value)) return false;
  const first = value.keys().next();
  return !first.done && first.value.startsWith('$');
};

const all = (tests: readonly Matcher[]): Matcher =>
  tests.length === 1 && tests[0] ? tests[0] : (doc) => tests.every((test) => test(doc));

const branches = (operator: string, value: Value): Matcher[] => {
  if (!Array.isArray(value) || value.length === 0) throw new CommandError('BadValue', `${operator} must be a nonempty array`);
  return value.map((branch) => {
    if (!isDoc(branch)) throw new CommandError('BadValue', `${operator} entries need to be full objects`);
    return compileFilter(branch);
  });
};

const LOGICAL: Readonly<Record<string, (value: Value) => Matcher>> = {
  $and: (value) => all(branches('$and', value)),
  $or: (value) => {
    const tests = branches('$or', value);
    return (doc) => tests.some((test) => test(doc));
  },
  $nor: (value) => {
    const tests = branches('$nor', value);
    return (doc) => !tests.some((test) => test(doc));
  },
  $comment: () => () => true,
};

const LEFT_OUT = new Set(['$where', '$expr', '$text', '$jsonSchema', '$sampleRate', '$alwaysTrue', '$alwaysFalse']);

const topLevel = (operator: string, value: Value): Matcher => {
  const compile = LOGICAL[operator];
  if (compile) return compile(value);
  if (LEFT_OUT.has(operator)) throw notOffered(operator);
  throw new CommandError('BadValue', `unknown top level operator: ${operator}`);
};

/** Operators on one field, as a test of a document. */
const compileField = (path: Path, condition: Value): Matcher => {
  if (!isOperators(condition)) {
    const test = equals(condition);
    return (doc) => somePathValue(doc, path, true, test);
  }
  return all([...condition].filter(([name]) => name !== '$options').map(([name, operand]) => compileOperator(path, name, operand, condition)));
};

const negated = (test: Matcher): Matcher => (doc) => !test(doc);

const compileOperator = (path: Path, name: string, operand: Value, siblings: Doc): Matcher => {
  switch (name) {
    case '$ne':
      return negated(compileOperator(path, '$eq', operand, siblings));
    case '$nin':
      return negated(compileOperator(path, '$in', operand, siblings));
    case '$not':
      if (!isOperators(operand) && !isRegex(operand)) throw new CommandError('BadValue', '$not needs a regex or a document');
      return negated(compileField(path, operand));
    case '$exists': {
      const there: Matcher = (doc) => somePathValue(doc, path, false, (value) => value !== undefined);
      return isTrue(operand) ? there : negated(there);
    }
    case '$all':
      return compileAll(path, operand);
    case '$elemMatch': {
      const test = elementTest(operand);
      return (doc) => somePathValue(doc, path, false, (value) => Array.isArray(value) && value.some(test));
    }
    default: {
      const { test, intoArrays } = fieldOperator(name, operand, siblings);
      return (doc) => somePathValue(doc, path, intoArrays, test);
    }
  }
};

const isTrue = (value: Value): boolean =>
  !(value === null || value === false || (typeof value === 'object' && 'value' in value && value.value === 0));

const compileAll = (path: Path, operand: Value): Matcher => {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
  const tests = operand.map((wanted) => {
    if (isDoc(wanted) && wanted.has('$elemMatch')) return compileField(path, wanted);
    if (isOperators(wanted)) throw new CommandError('BadValue', 'no $ expressions in $all');
    return compileOperator(path, '$eq', wanted, new Map());
  });
  return (doc) => tests.length > 0 && tests.every((test) => test(doc));
};

/** The test of `$elemMatch` for one element: its operators stand for the element itself, its fields for the element's. */
export const elementTest = (operand: Value): Test => {
  if (!isDoc(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object');
  const first = operand.keys().next().value;
  if (isOperators(operand) && first !== undefined && !(first in LOGICAL)) {
    const test = compileField(['element'], operand);
    return (element) => element !== undefined && test(new Map([['element', element]]));
  }
  const test = compileFilter(operand);
  // An array's fields are its positions.
  return (element) => {
    if (isDoc(element)) return test(element);
    return Array.isArray(element) && test(new Map(element.map((value, index) => [String(index), value])));
  };
};

/**
 * Compiles a query filter. Everything in it is known or refused: code 2 names the operator, never is one passed over.
 */
export const compileFilter = (filter: Doc): Matcher =>
  all([...filter].map(([name, value]) => (name.startsWith('$') ? topLevel(name, value) : compileField(parsePath(name), value))));

/** The top-level fields that a filter looks at. */
export const fieldsOf = (filter: Doc): ReadonlySet<string> =>
  new Set([...filter].flatMap(([name, value]) => (!name.startsWith('$') ? parsePath(name).slice(0, 1) : Array.isArray(value) ? value.filter(isDoc).flatMap((branch) => [...fieldsOf(branch)]) : [])));

/** The filter of a command. `undefined` and an empty one match everything. */
export const compileOptionalFilter = (filter: Doc | undefined): Matcher | undefined =>
  filter === undefined || filter.size === 0 ? undefined : compileFilter(filter);

/** A filter from a command's field, or the error MongoDB gives for what is none. */
export const asFilter = (value: Value, field: string): Doc => {
  if (isDoc(value)) return value;
  throw new CommandError('TypeMismatch', `BSON field '${field}' is the wrong type '${typeAlias(value)}', expected type 'object'`);
};
