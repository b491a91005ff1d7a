import type { Out } from './values/encode.js';

/** MongoDB's error codes that this store gives, by the name the server uses for them. */
export const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsatisfiableWriteConcern: 100,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  QueryPlanKilled: 175,
  OperationNotSupportedInTransaction: 263,
  NoQueryExecutionPlans: 291,
  TransactionTooOld: 225,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  Location15976: 15976,
  Location16410: 16410,
  Location28818: 28818,
  Location31249: 31249,
  Location31253: 31253,
  Location31254: 31254,
  Location40323: 40323,
  Location40324: 40324,
  Location15947: 15947,
  Location15955: 15955,
  Location15958: 15958,
  Location15981: 15981,
  Location40156: 40156,
  Location40234: 40234,
  IDLFailedToParse: 40414,
  IDLUnknownField: 40415,
  Location40573: 40573,
  Location51091: 51091,
  Location51272: 51272,
} as const;

export type CodeName = keyof typeof CODES;

/** An answer with `ok: 0`, or one entry of `writeErrors`: what MongoDB itself would say, with its code. */
export class CommandError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: CodeName,
    message: string,
    /** Further fields of the answer, such as `keyPattern` and `keyValue` of a duplicate key. */
    readonly extra: Readonly<Record<string, Out>> = {},
  ) {
    super(message);
    this.name = 'CommandError';
    this.code = CODES[codeName];
  }
}

/** The refusal of something MongoDB has and this store leaves out; it says where to find it. */
export const notOffered = (what: string, codeName: CodeName = 'BadValue'): CommandError =>
  new CommandError(codeName, `${what} is not offered by the embedded store; set MONGODB_URI to use a MongoDB server`);
