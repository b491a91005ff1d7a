import { Double, Int32 } from 'bson';
import { CommandError, notOffered } from '../errors.js';
import { compareValues, sameValue } from '../values/compare.js';
import { encodeKey } from '../values/keys.js';
import { addNumbers, toDouble } from '../values/numbers.js';
import { isDoc, isNumber, type Doc, type NumberValue, type Value } from '../values/value.js';
import { compileExpression, type Expression } from './expression.js';

/** Gathers one output field of a group, document by document. */
interface Accumulator {
  add(value: Value | undefined): void;
  result(): Value;
}

const sum = (): Accumulator => {
  let total: NumberValue = new Int32(0);
  return {
    add: (value) => {
      if (!isNumber(value)) return;
      if (value._bsontype === 'Decimal128') throw notOffered('Decimal arithmetic');
      total = addNumbers(total, value) ?? new Double(toDouble(total) + toDouble(value));
    },
    result: () => total,
  };
};

const average = (): Accumulator => {
  const total = sum();
  let count = 0;
  return {
    add: (value) => {
      if (isNumber(value)) count += 1;
      total.add(value);
    },
    result: () => (count === 0 ? null : new Double(toDouble(total.result() as NumberValue) / count)),
  };
};

const extreme = (toward: 1 | -1) => (): Accumulator => {
  let best: Value | undefined;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (best === undefined || compareValues(value, best) * toward > 0) best = value;
    },
    result: () => best ?? null,
  };
};

const first = (): Accumulator => {
  let kept: { readonly value: Value } | undefined;
  return { add: (value) => (kept ??= { value: value ?? null }), result: () => kept?.value ?? null };
};

const last = (): Accumulator => {
  let kept: Value = null;
  return { add: (value) => (kept = value ?? null), result: () => kept };
};

const collect = (distinct: boolean) => (): Accumulator => {
  const list: Value[] = [];
  return {
    add: (value) => {
      if (value !== undefined && !(distinct && list.some((known) => sameValue(known, value)))) list.push(value);
    },
    result: () => list,
  };
};

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $last: last,
  $push: collect(false),
  $addToSet: collect(true),
};

interface Output {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly expression: Expression;
}

const output = (name: string, spec: Value): Output => {
  const [entry, ...more] = isDoc(spec) ? spec : [];
  if (!entry || more.length > 0) throw new CommandError('Location40234', `The field '${name}' must be an accumulator object`);
  const [operator, operand] = entry;
  if (operator === '$count') return { name, make: sum, expression: () => new Int32(1) };
  const make = ACCUMULATORS[operator];
  if (!make) throw notOffered(`The group operator ${operator}`, 'InvalidPipelineOperator');
  return { name, make, expression: compileExpression(operand) };
};

interface Group {
  readonly id: Value;
  readonly accumulators: readonly Accumulator[];
}

/** `$group`: documents gathered under each value of `_id`, in the order those values first come. */
export class Grouping {
  private readonly idOf: Expression;
  private readonly outputs: readonly Output[];
  private readonly groups = new Map<string, Group>();

  constructor(spec: Value) {
    if (!isDoc(spec)) throw new CommandError('Location15947', "a group's fields must be specified in an object");
    const id = spec.get('_id');
    if (id === undefined) throw new CommandError('Location15955', 'a group specification must include an _id');
    this.idOf = compileExpression(id);
    this.outputs = [...spec].filter(([name]) => name !== '_id').map(([name, value]) => output(name, value));
  }

  add(doc: Doc): void {
    const id = this.idOf(doc) ?? null;
    const key = encodeKey(id).toString('latin1');
    const group = this.groups.get(key) ?? { id, accumulators: this.outputs.map(({ make }) => make()) };
    this.groups.set(key, group);
    group.accumulators.forEach((accumulator, at) => accumulator.add(this.outputs[at]?.expression(doc)));
  }

  *results(): Generator<Doc, void> {
    for (const { id, accumulators } of this.groups.values()) {
      const doc: Doc = new Map([['_id', id]]);
      accumulators.forEach((accumulator, at) => doc.set(this.outputs[at]?.name ?? '', accumulator.result()));
      yield doc;
    }
  }
}
