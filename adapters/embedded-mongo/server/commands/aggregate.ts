import { CommandError } from '../../errors.js';
import { compileStage, fieldsNamedBy, readStage, type Flow } from '../../aggregate/pipeline.js';
import type { Finding, Query } from '../../query/find.js';
import { decodeFields } from '../../values/decode.js';
import { encode } from '../../values/encode.js';
import { toDouble } from '../../values/numbers.js';
import { isDoc, isNumber, type Doc, type Value } from '../../values/value.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { FIRST_BATCH, type Reading } from '../cursors.js';
import { findReading, nothingToRead } from './find.js';

interface Split {
  /** What the collection itself answers, with an index if it can. */
  readonly query: Query;
  readonly rest: readonly Doc[];
}

/** Takes the stages off the front that are a query: `$match`, then `$sort`. */
const split = (pipeline: readonly Doc[], call: Call): Split => {
  const filters: Value[] = [];
  let at = 0;
  const stageAt = (name: string): Value | undefined => pipeline[at]?.get(name);
  for (let filter = stageAt('$match'); filter !== undefined; filter = stageAt('$match')) {
    filters.push(filter);
    at += 1;
  }
  const sort = stageAt('$sort');
  if (isDoc(sort)) at += 1;
  const [only] = filters;
  const filter: Doc = filters.length === 1 && isDoc(only) ? only : new Map(filters.length === 0 ? [] : [['$and', filters]]);
  return { query: { filter, sort: isDoc(sort) ? sort : undefined, hint: call.hint() }, rest: pipeline.slice(at) };
};

/** The documents that the first stage gets: whole, or as much of them as it names. */
function* documents(found: Finding, names: ReadonlySet<string> | undefined): Flow {
  for (const one of found) yield one && (names ? decodeFields(one.raw, names) : one.doc);
}

function* encoded(flow: Flow): Generator<Uint8Array | undefined, void> {
  for (const doc of flow) yield doc && encode(doc);
}

/** The pipeline of an `aggregate`, checked whole before any of it runs. */
export const aggregateQuery = (call: Call): Split => {
  const pipeline = call.docs('pipeline');
  pipeline.forEach((stage) => {
    readStage(stage);
    compileStage(stage);
  });
  return split(pipeline, call);
};

const batchSize = (call: Call): number => {
  const size = call.doc('cursor')?.get('batchSize');
  return isNumber(size) ? toDouble(size) : FIRST_BATCH;
};

export const aggregate: Command = {
  options: ['pipeline', 'cursor', 'hint', 'allowDiskUse', 'bypassDocumentValidation'],
  run: (call) => {
    const { query, rest } = aggregateQuery(call);
    if (call.doc('cursor') === undefined) throw new CommandError('FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
    const ns = call.namespace();
    const source = findReading(call, ns, query);
    const flow = rest.map(compileStage).reduce((before, stage) => stage(before), documents(source?.found ?? nothingToRead(), fieldsNamedBy(rest[0])));
    const reading: Reading = { ns, documents: encoded(flow), limit: Infinity, check: source?.check ?? (() => undefined) };
    return call.services.cursors.start(reading, { size: batchSize(call), deadline: call.deadline });
  },
};
