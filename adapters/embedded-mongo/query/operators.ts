import { BSONRegExp } from 'bson';
import { CommandError, notOffered } from '../errors.js';
import { compareValues, sameValue } from '../values/compare.js';
import { isFiniteValue, isNaNValue, toDouble } from '../values/numbers.js';
import { isDoc, isNumber, isRegex, RANK, rankOf, typeAlias, TYPE_NUMBER, type Doc, type Value } from '../values/value.js';
import { compileRegex } from './regex.js';

/** A test of one value at a field's path; `undefined` is a field that is not there. */
export type Test = (value: Value | undefined) => boolean;

/** A test, and whether an array's elements are put to it besides the array itself. */
export interface FieldTest {
  readonly test: Test;
  readonly intoArrays: boolean;
}

/** Equal to null is also a field that is missing; equal to an expression is what it matches. */
export const equals = (wanted: Value): Test => {
  if (wanted === null) return (value) => value === null || value === undefined;
  if (isRegex(wanted)) return matches(wanted);
  return (value) => value !== undefined && sameValue(value, wanted);
};

const matches = ({ pattern, options }: Pick<BSONRegExp, 'pattern' | 'options'>): Test => {
  const regex = compileRegex(pattern, options);
  return (value) =>
    typeof value === 'string'
      ? regex.test(value)
      : isRegex(value) && value.pattern === pattern && value.options === options;
};

type Holds = (order: number) => boolean;

/** Comparisons stay within a type: a number is neither above nor below a text. MinKey and MaxKey compare with all. */
const compares = (name: string, bound: Value, holds: Holds): Test => {
  if (isRegex(bound)) throw new CommandError('BadValue', `Can't have RegEx as arg to predicate over field: ${name}`);
  const rank = rankOf(bound);
  if (rank === RANK.minKey || rank === RANK.maxKey) return (value) => value !== undefined && holds(compareValues(value, bound));
  if (bound === null) return (value) => (value === null || value === undefined) && holds(0);
  if (isNumber(bound) && isNaNValue(bound)) return (value) => isNumber(value) && isNaNValue(value) && holds(0);
  return (value) =>
    value !== undefined &&
    rankOf(value) === rank &&
    !(isNumber(value) && isNaNValue(value)) &&
    holds(compareValues(value, bound));
};

const list = (name: string, operand: Value): readonly Value[] => {
  if (Array.isArray(operand)) return operand;
  throw new CommandError('BadValue', `${name} needs an array`);
};

const isOneOf = (operand: Value): Test => {
  const tests = list('$in', operand).map((wanted) => {
    if (isDoc(wanted) && wanted.keys().next().value?.startsWith('$')) {
      throw new CommandError('BadValue', 'cannot nest $ under $in');
    }
    return equals(wanted);
  });
  return (value) => tests.some((test) => test(value));
};

const aliasOf = (wanted: Value): string => {
  if (typeof wanted === 'string') {
    if (wanted === 'number' || wanted in TYPE_NUMBER) return wanted;
    throw new CommandError('BadValue', `Unknown type name alias: ${wanted}`);
  }
  const code = isNumber(wanted) ? toDouble(wanted) : undefined;
  const alias = Object.entries(TYPE_NUMBER).find(([, number]) => number === code)?.[0];
  if (alias === undefined) throw new CommandError('BadValue', `Invalid numerical type code: ${String(code)}`);
  return alias;
};

const hasType = (operand: Value): Test => {
  const wanted = new Set((Array.isArray(operand) ? operand : [operand]).map(aliasOf));
  return (value) => value !== undefined && (wanted.has(typeAlias(value)) || (wanted.has('number') && isNumber(value)));
};

const hasSize = (operand: Value): Test => {
  if (!isNumber(operand) || !Number.isInteger(toDouble(operand)) || toDouble(operand) < 0) {
    throw new CommandError('BadValue', `Failed to parse $size. Expected a non-negative integer`);
  }
  const size = toDouble(operand);
  return (value) => Array.isArray(value) && value.length === size;
};

const leavesRemainder = (operand: Value): Test => {
  const [divisor, remainder, ...more] = list('$mod', operand);
  if (!isNumber(divisor) || !isNumber(remainder) || more.length > 0) {
    throw new CommandError('BadValue', 'malformed mod, not enough elements');
  }
  const [by, left] = [BigInt(Math.trunc(toDouble(divisor))), BigInt(Math.trunc(toDouble(remainder)))];
  if (by === 0n) throw new CommandError('BadValue', 'divisor cannot be 0');
  return (value) => isNumber(value) && isFiniteValue(value) && whole(value) % by === left;
};

const whole = (value: Value & object): bigint =>
  '_bsontype' in value && value._bsontype === 'Long' ? value.toBigInt() : BigInt(Math.trunc(isNumber(value) ? toDouble(value) : 0));

const regexTest = (operand: Value, siblings: Doc): Test => {
  const options = siblings.get('$options');
  if (options !== undefined && typeof options !== 'string') throw new CommandError('BadValue', '$options has to be a string');
  if (isRegex(operand)) return matches({ pattern: operand.pattern, options: options ?? operand.options });
  if (typeof operand !== 'string') throw new CommandError('BadValue', '$regex has to be a string');
  return matches(new BSONRegExp(operand, [...(options ?? '')].sort().join('')));
};

const OPERATORS: Readonly<Record<string, (operand: Value, siblings: Doc) => FieldTest>> = {
  $eq: (operand) => ({ test: isRegex(operand) ? (value) => value !== undefined && sameValue(value, operand) : equals(operand), intoArrays: true }),
  $gt: (operand) => ({ test: compares('$gt', operand, (order) => order > 0), intoArrays: true }),
  $gte: (operand) => ({ test: compares('$gte', operand, (order) => order >= 0), intoArrays: true }),
  $lt: (operand) => ({ test: compares('$lt', operand, (order) => order < 0), intoArrays: true }),
  $lte: (operand) => ({ test: compares('$lte', operand, (order) => order <= 0), intoArrays: true }),
  $in: (operand) => ({ test: isOneOf(operand), intoArrays: true }),
  $type: (operand) => ({ test: hasType(operand), intoArrays: true }),
  $size: (operand) => ({ test: hasSize(operand), intoArrays: false }),
  $mod: (operand) => ({ test: leavesRemainder(operand), intoArrays: true }),
  $regex: (operand, siblings) => ({ test: regexTest(operand, siblings), intoArrays: true }),
};

const LEFT_OUT = /^\$(geo|near|bits|box|center|polygon|maxDistance|minDistance|uniqueDocs)/;

/** The test of one operator on a field; refuses by name what is no operator here. */
export const fieldOperator = (name: string, operand: Value, siblings: Doc): FieldTest => {
  const operator = OPERATORS[name];
  if (operator) return operator(operand, siblings);
  if (LEFT_OUT.test(name)) throw notOffered(name);
  throw new CommandError('BadValue', `unknown operator: ${name}`);
};
