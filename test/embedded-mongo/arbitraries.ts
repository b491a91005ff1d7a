import { BSONRegExp, Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import fc from 'fast-check';
import type { Doc, NumberValue, Value } from '../../adapters/embedded-mongo/values/value.js';

const names = fc.constantFrom('a', 'b', 'c', '10', '9');

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n }), fc.integer({ min: -6100, max: 6000 }))
  .map(([digits, exponent]) => Decimal128.fromString(`${digits}E${exponent}`));

/** Numbers of every type, near each other often enough that ties and neighbours are met. */
export const numbers: fc.Arbitrary<NumberValue> = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map((n) => new Int32(n)),
  fc.integer({ min: -3, max: 3 }).map((n) => new Double(n)),
  fc.integer({ min: -3, max: 3 }).map((n) => Long.fromNumber(n)),
  fc.integer({ min: -30, max: 30 }).map((n) => Decimal128.fromString(`${n}E-1`)),
  fc.double().map((n) => new Double(n)),
  fc.double({ min: -4, max: 4 }).map((n) => Decimal128.fromString(new Double(n).value.toFixed(20))),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map((n) => Long.fromBigInt(n)),
  fc.integer({ min: -2, max: 2 }).map((n) => new Double(2 ** 53 + n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0', '1.50').map((text) => Decimal128.fromString(text)),
  decimals,
);

const scalars: fc.Arbitrary<Value> = fc.oneof(
  { arbitrary: numbers, weight: 6 },
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom('', 'a', 'a\0', 'ab', 'b', '\uFFFD', '\u{1F600}'),
  fc.string({ maxLength: 4 }),
  fc.integer({ min: -5, max: 5 }).map((n) => new Date(n)),
  fc.constantFrom('000000000000000000000001', '0000000000000000000000ff').map((hex) => new ObjectId(hex)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes, 0)),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((t) => new Timestamp({ t, i: 1 })),
  fc.constantFrom('a', 'b').map((pattern) => new BSONRegExp(pattern, 'i')),
  fc.constantFrom(new MinKey(), new MaxKey()),
);

const { value } = fc.letrec<{ value: Value; list: Value[]; doc: Doc }>((tie) => ({
  value: fc.oneof({ maxDepth: 2, withCrossShrink: true }, { arbitrary: scalars, weight: 5 }, tie('list'), tie('doc')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  doc: fc.uniqueArray(fc.tuple(names, tie('value')), { maxLength: 3, selector: ([name]) => name }).map((entries) => new Map(entries)),
}));

/** Any value the store keeps. */
export const values: fc.Arbitrary<Value> = value;

/** Documents of few fields, with arrays and documents in them. */
export const documents: fc.Arbitrary<Doc> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), values), { maxLength: 3, selector: ([name]) => name })
  .map((entries) => new Map(entries));

const paths = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.a');

const operators: fc.Arbitrary<Doc> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), values.filter((v) => !(v instanceof BSONRegExp))), { minLength: 1, maxLength: 2, selector: ([name]) => name })
  .map((entries) => new Map<string, Value>(entries));

const conditions: fc.Arbitrary<Value> = fc.oneof(
  values,
  operators,
  fc.array(values, { maxLength: 3 }).map((list) => new Map<string, Value>([['$in', list]])),
  fc.boolean().map((there) => new Map<string, Value>([['$exists', there]])),
  fc.constant(new BSONRegExp('^a', '')),
  operators.map((inner) => new Map<string, Value>([['$elemMatch', inner]])),
  fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b'), scalars), { minLength: 1, maxLength: 2, selector: ([name]) => name }).map((fields) => new Map<string, Value>([['$elemMatch', new Map(fields)]])),
);

/** Filters on those documents. */
export const filters: fc.Arbitrary<Doc> = fc
  .uniqueArray(fc.tuple(paths, conditions), { maxLength: 2, selector: ([name]) => name })
  .map((entries) => new Map(entries));

/** Index keys and sorts: paths with directions. */
export const orders: fc.Arbitrary<Doc> = fc
  .uniqueArray(fc.tuple(paths, fc.constantFrom(1, -1)), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map((entries) => new Map(entries.map(([name, direction]) => [name, new Int32(direction)])));
