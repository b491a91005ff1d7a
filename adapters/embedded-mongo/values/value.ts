import type { BSONRegExp, Binary, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';

/** A document keeps its fields in order: a plain object would move fields that look like numbers to the front. */
export type Doc = Map<string, Value>;

export const emptyDoc = (): Doc => new Map();

/** Numbers stay in the type they came in, so that an update gives back what it was given. */
export type NumberValue = Int32 | Double | Long | Decimal128;

/** Every BSON type this store keeps. Deprecated ones (undefined, DBPointer, symbol, JavaScript) are refused at the door. */
export type Value =
  | null
  | boolean
  | string
  | Date
  | NumberValue
  | ObjectId
  | Binary
  | BSONRegExp
  | Timestamp
  | MinKey
  | MaxKey
  | Doc
  | Value[];

/**
 * The order of BSON types, from MongoDB's manual ("Comparison/Sort Order"). Each is one byte, and the bytes lie apart,
 * so that a key can stop between two types. `undefined` is no stored type: it is how an index files an empty array.
 */
export const RANK = {
  minKey: 1,
  undefined: 4,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  maxKey: 127,
} as const;

const RANK_OF_CLASS = {
  Int32: RANK.number,
  Double: RANK.number,
  Long: RANK.number,
  Decimal128: RANK.number,
  ObjectId: RANK.objectId,
  Binary: RANK.binary,
  BSONRegExp: RANK.regex,
  Timestamp: RANK.timestamp,
  MinKey: RANK.minKey,
  MaxKey: RANK.maxKey,
} as const;

export const isDoc = (value: Value | undefined): value is Doc => value instanceof Map;

/** The place of a value's type in the order of types. */
export const rankOf = (value: Value): number => {
  if (value === null) return RANK.null;
  if (typeof value === 'string') return RANK.string;
  if (typeof value === 'boolean') return RANK.boolean;
  if (value instanceof Map) return RANK.object;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  return RANK_OF_CLASS[value._bsontype];
};

export const isNumber = (value: Value | undefined): value is NumberValue =>
  value !== undefined && rankOf(value) === RANK.number;

export const isRegex = (value: Value | undefined): value is BSONRegExp =>
  typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'BSONRegExp';

/** BSON's number of a type, as `$type` takes it. */
export const TYPE_NUMBER = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
} as const;

export type TypeAlias = keyof typeof TYPE_NUMBER;

const ALIAS_OF_CLASS = {
  Int32: 'int',
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  BSONRegExp: 'regex',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
} as const;

/** A value's type by the name MongoDB's messages and `$type` use. */
export const typeAlias = (value: Value): TypeAlias => {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  return ALIAS_OF_CLASS[value._bsontype];
};
