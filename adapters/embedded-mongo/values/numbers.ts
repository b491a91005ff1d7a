import { Double, Int32, Long, type Decimal128 } from 'bson';
import type { NumberValue } from './value.js';

/**
 * A number as it is, without rounding: `digits × 10^exponent`. Every double and every Decimal128 is such a number.
 */
export interface Exact {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The nearest double. A Long above 2^53 and most decimals lose digits in it. */
export const toDouble = (value: NumberValue): number => {
  switch (value._bsontype) {
    case 'Int32':
    case 'Double':
      return value.value;
    case 'Long':
      return value.toNumber();
    case 'Decimal128':
      return Number(value.toString());
  }
};

const parts = new DataView(new ArrayBuffer(8));

const exactOfDouble = (value: number): Exact => {
  parts.setFloat64(0, value);
  const bits = parts.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  const sign = value < 0 ? -1n : 1n;
  // 2^-n is 5^n × 10^-n, so that a binary fraction has an exact decimal form.
  return power >= 0
    ? { digits: sign * (mantissa << BigInt(power)), exponent: 0 }
    : { digits: sign * mantissa * 5n ** BigInt(-power), exponent: power };
};

const exactOfDecimal = (value: Decimal128): Exact => {
  const written = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(value.toString());
  if (!written) throw new TypeError(`not a finite decimal: ${value.toString()}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = written;
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
};

/** The exact value of a finite number. */
export const toExact = (value: NumberValue): Exact => {
  switch (value._bsontype) {
    case 'Int32':
      return { digits: BigInt(value.value), exponent: 0 };
    case 'Double':
      return exactOfDouble(value.value);
    case 'Long':
      return { digits: value.toBigInt(), exponent: 0 };
    case 'Decimal128':
      return exactOfDecimal(value);
  }
};

/** `a - b`, without rounding. */
export const subtract = (a: Exact, b: Exact): Exact => {
  const exponent = Math.min(a.exponent, b.exponent);
  const scaled = (number: Exact): bigint => number.digits * 10n ** BigInt(number.exponent - exponent);
  return { digits: scaled(a) - scaled(b), exponent };
};

/** The double nearest to zero's side of an exact number's magnitude: `|result| <= |value|`, and the closest such. */
export const truncateToDouble = (value: Exact): number => {
  const nearest = Number(`${value.digits}e${value.exponent}`);
  const magnitude = Math.min(Math.abs(nearest), Number.MAX_VALUE);
  const absolute = { digits: value.digits < 0n ? -value.digits : value.digits, exponent: value.exponent };
  const fits = subtract(absolute, exactOfDouble(magnitude)).digits >= 0n;
  const truncated = fits ? magnitude : doubleBelow(magnitude);
  return value.digits < 0n ? -truncated : truncated;
};

const doubleBelow = (positive: number): number => {
  parts.setFloat64(0, positive);
  parts.setBigUint64(0, parts.getBigUint64(0) - 1n);
  return parts.getFloat64(0);
};

const compareDoubles = (a: number, b: number): number => {
  // NaN is the smallest number and equal to itself.
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

const isSmall = (value: NumberValue): value is Int32 | Double => value._bsontype === 'Int32' || value._bsontype === 'Double';

/** MongoDB's order of numbers: by value, across types, without rounding. */
export const compareNumbers = (a: NumberValue, b: NumberValue): number => {
  if (isSmall(a) && isSmall(b)) return compareDoubles(a.value, b.value);
  const [x, y] = [toDouble(a), toDouble(b)];
  if (!isFiniteValue(a) || !isFiniteValue(b)) return compareDoubles(clamp(a, x), clamp(b, y));
  const { digits } = subtract(toExact(a), toExact(b));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
};

/** Whether a number is neither NaN nor infinite. A decimal may be finite and yet beyond every double. */
export const isFiniteValue = (value: NumberValue): boolean =>
  value._bsontype === 'Decimal128' ? /\d/.test(value.toString()) : Number.isFinite(toDouble(value));

const clamp = (value: NumberValue, double: number): number =>
  isFiniteValue(value) && !Number.isFinite(double) ? Math.sign(double) * Number.MAX_VALUE : double;

export const isNaNValue = (value: NumberValue): boolean => Number.isNaN(toDouble(value));

const MAX_INT32 = 2 ** 31 - 1;

const fromBigint = (sum: bigint, wide: boolean): NumberValue | undefined => {
  if (!wide && sum >= -(2n ** 31n) && sum <= BigInt(MAX_INT32)) return new Int32(Number(sum));
  return sum >= -(2n ** 63n) && sum < 2n ** 63n ? Long.fromBigInt(sum) : undefined;
};

/**
 * The sum in MongoDB's type for it: int and int stay int until it overflows into long; with a double, double.
 * `undefined` where 64 bits do not hold it, or a Decimal128 takes part (this store does no decimal arithmetic).
 */
export const addNumbers = (a: NumberValue, b: NumberValue): NumberValue | undefined => {
  if (a._bsontype === 'Decimal128' || b._bsontype === 'Decimal128') return undefined;
  if (a._bsontype === 'Double' || b._bsontype === 'Double') return new Double(toDouble(a) + toDouble(b));
  const wide = a._bsontype === 'Long' || b._bsontype === 'Long';
  return fromBigint(toExact(a).digits + toExact(b).digits, wide);
};
