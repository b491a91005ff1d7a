import { CommandError } from '../errors.js';
import { elementTest, isOperators } from '../query/match.js';
import { equals, type Test } from '../query/operators.js';
import { sameValue } from '../values/compare.js';
import { toDouble } from '../values/numbers.js';
import { isDoc, isNumber, typeAlias, type Doc, type Value } from '../values/value.js';

/** What a modifier makes of a field's value; `undefined` stands for a field that is not there, before and after. */
export type Change = (before: Value | undefined) => Value | undefined;

const listOf = (modifier: string, field: string, value: Value | undefined): Value[] => {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new CommandError('BadValue', `The field '${field}' must be an array but is of type ${typeAlias(value)}; ${modifier} needs an array`);
};

const integer = (modifier: string, value: Value): number => {
  const number = isNumber(value) ? toDouble(value) : NaN;
  if (Number.isInteger(number)) return number;
  throw new CommandError('BadValue', `The value for ${modifier} must be an integer value but was given type: ${typeAlias(value)}`);
};

const eachOf = (modifier: string, operand: Doc): readonly Value[] => {
  const each = operand.get('$each');
  if (Array.isArray(each)) return each;
  throw new CommandError('BadValue', `The argument to $each in ${modifier} must be an array but it was of type ${each === undefined ? 'missing' : typeAlias(each)}`);
};

const clauses = (modifier: string, operand: Doc, known: readonly string[]): void => {
  const strange = [...operand.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) throw new CommandError('BadValue', `Unrecognized clause in ${modifier}: ${strange}`);
};

const hasEach = (operand: Value): operand is Doc => isDoc(operand) && operand.has('$each');

const sliced = (list: Value[], keep: number | undefined): Value[] => {
  if (keep === undefined) return list;
  return keep < 0 ? list.slice(keep) : list.slice(0, keep);
};

/** `$push`, with `$each`, `$position` and `$slice`. */
export const push = (field: string, operand: Value): Change => {
  if (!hasEach(operand)) return (before) => [...listOf('$push', field, before), operand];
  clauses('$push', operand, ['$each', '$position', '$slice']);
  const added = eachOf('$push', operand);
  const position = operand.get('$position');
  const slice = operand.get('$slice');
  const at = position === undefined ? Infinity : integer('$position', position);
  const keep = slice === undefined ? undefined : integer('$slice', slice);
  return (before) => {
    const list = listOf('$push', field, before);
    const start = at === Infinity ? list.length : at;
    return sliced([...list.slice(0, start), ...added, ...list.slice(start)], keep);
  };
};

/** `$addToSet`, with `$each`: adds what is not there by MongoDB's equality, in which 1 and 1.0 are the same. */
export const addToSet = (field: string, operand: Value): Change => {
  if (hasEach(operand)) clauses('$addToSet', operand, ['$each']);
  const added = hasEach(operand) ? eachOf('$addToSet', operand) : [operand];
  return (before) =>
    added.reduce<Value[]>(
      (set, value) => (set.some((known) => sameValue(known, value)) ? set : [...set, value]),
      listOf('$addToSet', field, before),
    );
};

const pulled = (operand: Value): Test => {
  if (!isDoc(operand)) return Array.isArray(operand) || operand === null ? (element) => element !== undefined && sameValue(element, operand) : equals(operand);
  const test = elementTest(operand);
  return isOperators(operand) ? test : (element) => isDoc(element) && test(element);
};

const without = (modifier: string, field: string, test: Test): Change => (before) =>
  before === undefined ? undefined : listOf(modifier, field, before).filter((element) => !test(element));

/** `$pull`: a value, a condition on the element, or a filter on the element's fields. */
export const pull = (field: string, operand: Value): Change => without('$pull', field, pulled(operand));

export const pullAll = (field: string, operand: Value): Change => {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', `$pullAll requires an array argument but was given a ${typeAlias(operand)}`);
  return without('$pullAll', field, (element) => element !== undefined && operand.some((value) => sameValue(value, element)));
};

/** `$pop`: 1 takes the last element, -1 the first. */
export const pop = (field: string, operand: Value): Change => {
  const end = isNumber(operand) ? toDouble(operand) : NaN;
  if (end !== 1 && end !== -1) throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(end)}`);
  return (before) => {
    if (before === undefined) return undefined;
    if (!Array.isArray(before)) throw new CommandError('TypeMismatch', `Path '${field}' contains an element of non-array type '${typeAlias(before)}'`);
    return end === 1 ? before.slice(0, -1) : before.slice(1);
  };
};
