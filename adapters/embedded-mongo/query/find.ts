import { CommandError } from '../errors.js';
import { choosePlan, type Hint, type Plan } from '../planner/plan.js';
import { isIdIndex, type Collection } from '../storage/catalogue.js';
import { scan, type Entry } from '../storage/scan.js';
import type { Tables } from '../storage/tables.js';
import { decode, decodeFields } from '../values/decode.js';
import { uint32Key } from '../values/keys.js';
import type { Doc } from '../values/value.js';
import { compileFilter, fieldsOf } from './match.js';
import { parseSort, sortKey, type SortField } from './sort.js';

/** What is read: the store between commits, or a transaction in the middle of one. */
export interface Source {
  readonly tables: Tables;
  /** Changes whenever what was read may be out of date. */
  readonly version: () => number;
}

export interface Query {
  readonly filter: Doc;
  readonly sort?: Doc | undefined;
  readonly skip?: number | undefined;
  /** 0 or `undefined`: all. */
  readonly limit?: number | undefined;
  readonly hint?: Hint | undefined;
}

/** A document found, as it lies in the store. It is decoded when it is asked for: most are counted or sent on as they are. */
export class Found {
  #doc: Doc | undefined;

  constructor(readonly raw: Buffer) {}

  get doc(): Doc {
    return (this.#doc ??= decode(this.raw));
  }
}

/** How much a query read, for `explain`. */
export interface Effort {
  keys: number;
  documents: number;
}

/** Documents as they are found, and `undefined` for one that was read in vain: a place to pause for others. */
export type Finding = Generator<Found | undefined, void>;

function* rawDocuments({ tables, version }: Source, collection: Collection, plan: Plan, effort: Effort): Generator<Buffer | undefined, void> {
  const { index } = plan;
  const ranges = plan.reverse ? [...plan.ranges].reverse() : plan.ranges;
  const seen = plan.repeats || ranges.length > 1 ? new Set<string>() : undefined;
  const prefix = uint32Key(collection.id);
  for (const range of ranges) {
    if (!index || isIdIndex(index)) {
      for (const { value } of scan(tables.documents, range, plan.reverse, version)) yield value;
      continue;
    }
    for (const { value: id } of scan(tables.entries, range, plan.reverse, version)) {
      effort.keys += 1;
      yield isNew(seen, id) ? tables.documents.get(Buffer.concat([prefix, id])) : undefined;
    }
  }
}

const isNew = (seen: Set<string> | undefined, id: Entry['value']): boolean => {
  if (!seen) return true;
  const name = id.toString('latin1');
  return !seen.has(name) && Boolean(seen.add(name));
};

/** All documents that match, in the plan's order. */
export function* matching(source: Source, collection: Collection, filter: Doc, plan: Plan, effort: Effort): Finding {
  const [matches, names] = [compileFilter(filter), fieldsOf(filter)];
  for (const raw of rawDocuments(source, collection, plan, effort)) {
    if (raw === undefined) {
      yield undefined;
      continue;
    }
    effort.documents += 1;
    yield matches(decodeFields(raw, names)) ? new Found(raw) : undefined;
  }
}

/** What a sort may hold in memory, in bytes of documents: MongoDB's own limit. */
const SORT_MEMORY = 100 * 1024 * 1024;

interface Sortable {
  readonly one: Found;
  readonly key: Buffer;
}

const inOrder = (list: readonly Sortable[]): Sortable[] => [...list].sort((a, b) => Buffer.compare(a.key, b.key));

/** Sorts in memory; where only the first `keep` are wanted, no more than twice as many are ever held. */
function* sorted(found: Finding, fields: readonly SortField[], keep: number): Finding {
  const names = new Set(fields.flatMap(({ path }) => path.slice(0, 1)));
  let held: Sortable[] = [];
  let bytes = 0;
  for (const one of found) {
    if (one) {
      held.push({ one, key: sortKey(decodeFields(one.raw, names), fields) });
      bytes += one.raw.length;
    }
    if (held.length >= 2 * keep + 1000) {
      held = inOrder(held).slice(0, keep);
      bytes = held.reduce((sum, { one: { raw } }) => sum + raw.length, 0);
    }
    if (bytes > SORT_MEMORY) {
      throw new CommandError('QueryExceededMemoryLimitNoDiskUseAllowed', `Sort exceeded memory limit of ${SORT_MEMORY} bytes; add an index that gives this order`);
    }
    yield undefined;
  }
  for (const { one } of inOrder(held)) yield one;
}

/** Leaves out the first `skip` and ends after `limit`. */
function* page(found: Finding, skip: number, limit: number): Finding {
  let passed = 0;
  for (const one of found) {
    if (one && passed < skip) {
      passed += 1;
      yield undefined;
      continue;
    }
    yield one;
    if (one && limit > 0) {
      passed += 1;
      if (passed - skip >= limit) return;
    }
  }
}

/** A query's plan, and its documents in order. The plan is made, and the query checked, at once. */
export const find = (source: Source, collection: Collection, query: Query): { readonly plan: Plan; readonly effort: Effort; readonly found: Finding } => {
  const { filter, skip = 0, limit = 0, hint } = query;
  const fields = parseSort(query.sort);
  const plan = choosePlan(collection, { filter, sort: fields, hint });
  const effort: Effort = { keys: 0, documents: 0 };
  const all = matching(source, collection, filter, plan, effort);
  const ordered = plan.sorted ? all : sorted(all, fields, limit > 0 ? skip + limit : Infinity);
  return { plan, effort, found: page(ordered, skip, limit) };
};

/** The documents of a query at once, for use inside a write. */
export const findNow = (source: Source, collection: Collection, query: Query): Found[] => {
  const list: Found[] = [];
  for (const one of find(source, collection, query).found) if (one) list.push(one);
  return list;
};
