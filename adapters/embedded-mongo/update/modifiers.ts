import { CommandError } from '../errors.js';
import { compareValues } from '../values/compare.js';
import { displayDoc } from '../values/display.js';
import { addNumbers } from '../values/numbers.js';
import { isNumber, typeAlias, type Value } from '../values/value.js';
import { addToSet, pop, pull, pullAll, push, type Change } from './arrays.js';

const increment = (field: string, operand: Value): Change => {
  if (!isNumber(operand)) {
    throw new CommandError('TypeMismatch', `Cannot increment with non-numeric argument: ${displayDoc(new Map([[field, operand]]))}`);
  }
  return (before) => {
    if (before === undefined) return operand;
    if (!isNumber(before)) {
      throw new CommandError('TypeMismatch', `Cannot apply $inc to a value of non-numeric type: the field '${field}' is of type ${typeAlias(before)}`);
    }
    const sum = addNumbers(before, operand);
    if (sum === undefined) {
      throw new CommandError('BadValue', `Failed to apply $inc operations to current value (${String(before)}) of '${field}': it would overflow, or needs decimal arithmetic`);
    }
    return sum;
  };
};

/** Keeps whichever comes first, or last, in MongoDB's order of values. */
const extreme = (toward: 1 | -1) => (_field: string, operand: Value): Change => (before) =>
  before === undefined || compareValues(operand, before) * toward > 0 ? operand : before;

type MakeChange = (field: string, operand: Value) => Change;

/** The modifiers offered. Each makes, from its operand, what becomes of one field. */
export const MODIFIERS: Readonly<Record<string, MakeChange>> = {
  $set: (_field, operand) => () => operand,
  $setOnInsert: (_field, operand) => () => operand,
  $unset: () => () => undefined,
  $inc: increment,
  $min: extreme(-1),
  $max: extreme(1),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};

/** MongoDB's modifiers that this store leaves out; refused with their names. */
export const LEFT_OUT = new Set(['$mul', '$rename', '$currentDate', '$bit']);
