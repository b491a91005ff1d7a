import { CommandError, notOffered } from '../errors.js';
import { isDoc, isNumber, type Doc, type Value } from '../values/value.js';
import { toDouble } from '../values/numbers.js';

/** Fields any command may have. What they ask for is given by one node that syncs every commit. */
const COMMON = new Set(['$db', 'lsid', 'txnNumber', '$clusterTime', '$readPreference', 'readConcern', 'writeConcern', 'maxTimeMS', 'comment']);

/** Fields that MongoDB knows and this store does not honour. */
const LEFT_OUT = new Set([
  'collation', 'let', 'arrayFilters', 'bypassEmptyTsReplacement', 'tailable', 'awaitData', 'oplogReplay', 'noCursorTimeout', 'allowPartialResults',
  'returnKey', 'showRecordId', 'min', 'max', 'explain', 'capped', 'size', 'autoIndexId', 'timeseries', 'expireAfterSeconds',
  'clusteredIndex', 'changeStreamPreAndPostImages', 'storageEngine', 'validator', 'validationLevel', 'validationAction', 'indexOptionDefaults', 'viewOn',
  'pipeline', 'encryptedFields', 'apiVersion', 'apiStrict', 'apiDeprecationErrors', 'maxAwaitTimeMS', 'term', 'sampleRate', 'constants',
]);

/** Asking for nothing is what this store does anyway. */
const isOff = (value: Value): boolean => value === false || value === null || (isDoc(value) && value.size === 0);

/** Refuses by name each field that `context` (a command, or one statement of it) has and this store does not honour. */
export const checkFields = (fields: Doc, context: string, known: readonly string[]): void => {
  for (const [name, value] of fields) {
    if (known.includes(name) || (LEFT_OUT.has(name) && isOff(value))) continue;
    if (LEFT_OUT.has(name)) throw notOffered(`The option '${name}' of '${context}'`);
    throw new CommandError('IDLUnknownField', `BSON field '${context}.${name}' is an unknown field.`);
  }
};

const checkConcerns = (body: Doc): void => {
  const level = asDoc(body, 'readConcern')?.get('level');
  if (level === 'snapshot') throw notOffered("The read concern 'snapshot'", 'InvalidOptions');
  const w = asDoc(body, 'writeConcern')?.get('w');
  if (isNumber(w) && toDouble(w) > 1) throw new CommandError('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes');
};

const asDoc = (body: Doc, field: string): Doc | undefined => {
  const value = body.get(field);
  return isDoc(value) ? value : undefined;
};

/** Not MongoDB's 20: drivers read that as a server without retryable writes, and say so instead of what was refused. */
export const transactionRefused = (): CommandError => notOffered('A transaction', 'OperationNotSupportedInTransaction');

/** Refuses transactions, and each field of a command that is neither common to all nor among its own. */
export const checkCommand = (name: string, body: Doc, own: readonly string[] | 'any'): void => {
  if (body.has('startTransaction') || body.has('autocommit')) throw transactionRefused();
  checkConcerns(body);
  if (own === 'any') return;
  const rest = new Map([...body].filter(([field]) => field !== name && !COMMON.has(field)));
  checkFields(rest, name, own);
};
