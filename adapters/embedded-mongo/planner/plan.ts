import { CommandError } from '../errors.js';
import { compileFilter } from '../query/match.js';
import type { SortField } from '../query/sort.js';
import { isIdIndex, type Collection, type Index } from '../storage/catalogue.js';
import { FIELDS_LIMIT, ID_LIMIT } from '../storage/entries.js';
import type { KeyRange } from '../storage/scan.js';
import { identical, sameValue } from '../values/compare.js';
import { afterPrefix, uint32Key, untouched } from '../values/keys.js';
import { isDoc, type Doc, type Value } from '../values/value.js';
import { constraintsOf, isPresent, type Constraint, type Constraints } from './constraints.js';
import { intervalsFor, type Interval } from './intervals.js';

/** How the documents of a filter are found. Each of them lies in one of the ranges; what else lies there is left out. */
export interface Plan {
  /** `undefined`: all documents of the collection are read. */
  readonly index: Index | undefined;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** The documents come in the order asked for. */
  readonly sorted: boolean;
  /** The ranges may name a document twice. */
  readonly repeats: boolean;
}

/** What a command says about which index to use: a name, a key, or `{ $natural: 1 }` for none. */
export type Hint = string | Doc;

export interface PlanRequest {
  readonly filter: Doc;
  readonly sort: readonly SortField[];
  readonly hint?: Hint | undefined;
}

/** A field of more values than this is not spread over the ranges. */
const MAX_RANGES = 1000;

const rangesOf = (index: Index, prefixes: readonly Buffer[], stretches: readonly Interval[]): KeyRange[] => {
  const limit = isIdIndex(index) ? ID_LIMIT : FIELDS_LIMIT;
  const id = uint32Key(index.id);
  return prefixes.flatMap((prefix) =>
    stretches.map(({ low, high }) => ({
      start: Buffer.concat([id, untouched(Buffer.concat([prefix, low]), limit)]),
      end: afterPrefix(Buffer.concat([id, untouched(Buffer.concat([prefix, high]), limit)])),
    })),
  );
};

const OPEN: Interval = { low: Buffer.alloc(0), high: Buffer.alloc(0) };

interface Bounds {
  readonly ranges: readonly KeyRange[];
  /** How many leading fields are bound to one value each. */
  readonly equal: number;
  /** How many leading fields are bound to values, and whether a range follows. */
  readonly bound: number;
  readonly ranged: boolean;
}

const boundsOf = (index: Index, constraints: Constraints): Bounds => {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let equal = 0;
  const roots = new Set<string | undefined>();
  for (const [at, field] of index.fields.entries()) {
    const constraint = constraints.get(field.name);
    // Two fields of one array's elements may be satisfied by different elements: only the first may narrow the search.
    const narrows = !index.multikey || !roots.has(field.path[0]);
    const found = narrows && constraint ? intervalsFor(field, constraint, index.multikey) : undefined;
    roots.add(field.path[0]);
    if (!found) return { ranges: rangesOf(index, prefixes, [OPEN]), equal, bound: at, ranged: false };
    if (!found.points || found.list.length * prefixes.length > MAX_RANGES) {
      const stretches = found.points ? [OPEN] : found.list;
      return { ranges: rangesOf(index, prefixes, stretches), equal, bound: at, ranged: !found.points };
    }
    if (prefixes.length === 1 && found.list.length === 1 && equal === at) equal += 1;
    prefixes = prefixes.flatMap((prefix) => found.list.map(({ low }) => Buffer.concat([prefix, low])));
  }
  return { ranges: rangesOf(index, prefixes, [OPEN]), equal, bound: index.fields.length, ranged: false };
};

type Order = 'forward' | 'backward' | undefined;

/** Whether walking the index gives the order asked for. Fields bound to one value do not matter for it. */
const orderOf = (index: Index, bounds: Bounds, sort: readonly SortField[]): Order => {
  if (sort.length === 0 || index.multikey || index.shortened || bounds.ranges.length > 1) return undefined;
  const settled = new Set(index.fields.slice(0, bounds.equal).map(({ name }) => name));
  const wanted = sort.filter(({ name }) => !settled.has(name));
  const offered = index.fields.slice(bounds.equal);
  const turns = wanted.map((field, at) => {
    const own = offered[at];
    return own?.name === field.name ? (own.descending ? -1 : 1) * field.direction : 0;
  });
  if (turns.every((turn) => turn === 1)) return 'forward';
  return turns.every((turn) => turn === -1) ? 'backward' : undefined;
};

const hasCondition = ({ conditions }: Constraint, wanted: Value): boolean =>
  conditions.some((condition) => identical(condition, wanted) || (isDoc(wanted) && wanted.size === 1 && equalTo(wanted, condition)));

const equalTo = (wanted: Doc, condition: Value): boolean => {
  const value = wanted.get('$eq');
  return value !== undefined && sameValue(value, condition);
};

/** Whether each document that satisfies the constraint also satisfies a condition of a partial index. */
const implies = (constraint: Constraint | undefined, wanted: Value): boolean => {
  if (!constraint) return false;
  if (hasCondition(constraint, wanted)) return true;
  const exists = isDoc(wanted) && wanted.size === 1 && wanted.get('$exists') === true;
  if (exists && isPresent(constraint)) return true;
  const satisfies = compileFilter(new Map([['value', wanted]]));
  return constraint.points.some((list) => list.every((value) => satisfies(new Map([['value', value]]))));
};

/** Whether an index knows every document the filter asks for. */
const isComplete = (index: Index, constraints: Constraints): boolean => {
  if (index.sparse && !index.fields.some(({ name }) => isPresent(constraints.get(name)))) return false;
  return [...(index.partialFilter ?? [])].every(([name, wanted]) => !name.startsWith('$') && implies(constraints.get(name), wanted));
};

const planWith = (index: Index, constraints: Constraints, sort: readonly SortField[]): Plan & { readonly score: number } => {
  const bounds = boundsOf(index, constraints);
  const order = orderOf(index, bounds, sort);
  const wholeUnique = index.unique && bounds.equal === index.fields.length ? 100 : 0;
  return {
    index,
    ranges: bounds.ranges,
    reverse: order === 'backward',
    sorted: order !== undefined || sort.length === 0,
    repeats: index.multikey,
    score: wholeUnique + bounds.bound * 10 + (bounds.ranged ? 5 : 0) + (order === undefined ? 0 : 4),
  };
};

const wholeCollection = (collection: Collection, sort: readonly SortField[], reverse = false): Plan => {
  const prefix = uint32Key(collection.id);
  return { index: undefined, ranges: [{ start: prefix, end: afterPrefix(prefix) }], reverse, sorted: sort.length === 0, repeats: false };
};

const hinted = (collection: Collection, hint: Hint, constraints: Constraints, sort: readonly SortField[]): Plan => {
  const natural = isDoc(hint) ? hint.get('$natural') : undefined;
  if (natural !== undefined) return wholeCollection(collection, sort, Number(natural) === -1);
  const index = collection.indexes.find((known) => (isDoc(hint) ? sameValue(known.key, hint) : known.name === hint));
  if (!index) throw new CommandError('BadValue', 'error processing query: hint provided does not correspond to an existing index');
  if (!isComplete(index, constraints) && index.partialFilter) {
    throw new CommandError('NoQueryExecutionPlans', 'error processing query: the hinted partial index does not hold every document of the filter');
  }
  return planWith(index, constraints, sort);
};

/**
 * Chooses how to find the documents of a filter: the index that binds most of its leading fields, then the one that
 * also gives the order asked for; all documents where no index helps.
 */
export const choosePlan = (collection: Collection, { filter, sort, hint }: PlanRequest): Plan => {
  const constraints = constraintsOf(filter);
  if (hint !== undefined) return hinted(collection, hint, constraints, sort);
  const plans = collection.indexes.filter((index) => isComplete(index, constraints)).map((index) => planWith(index, constraints, sort));
  return plans.reduce((best, plan) => (plan.score > best.score ? plan : best), { ...wholeCollection(collection, sort), score: 0 });
};
