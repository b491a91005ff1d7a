import { CommandError, notOffered } from '../../errors.js';
import { explainPlan } from '../../planner/explain.js';
import { choosePlan } from '../../planner/plan.js';
import { compileFilter } from '../../query/match.js';
import { find, type Query } from '../../query/find.js';
import { parseSort } from '../../query/sort.js';
import type { Collection } from '../../storage/catalogue.js';
import type { OutFields } from '../../values/encode.js';
import { emptyDoc } from '../../values/value.js';
import { Call } from '../call.js';
import type { Command } from '../command.js';
import { Turn } from '../turn.js';
import { aggregateQuery } from './aggregate.js';
import { findQuery } from './find.js';

const statement = (call: Call, list: string): Query => {
  const [first] = call.docs(list);
  const own = new Call(call.request, call.services, first ?? emptyDoc());
  return { filter: own.doc('q') ?? emptyDoc(), sort: own.doc('sort'), hint: own.hint() };
};

const byQuery = (call: Call): Query => ({ filter: call.doc('query') ?? emptyDoc(), sort: call.doc('sort'), hint: call.hint() });

/** How each command that can be explained finds its documents. */
const QUERY_OF: Readonly<Record<string, (call: Call) => Query>> = {
  find: findQuery,
  aggregate: (call) => aggregateQuery(call).query,
  count: byQuery,
  distinct: byQuery,
  findAndModify: byQuery,
  update: (call) => statement(call, 'updates'),
  delete: (call) => statement(call, 'deletes'),
};

/** What the query reads, by running it; nothing is written. */
const execute = async (call: Call, collection: Collection, query: Query): Promise<OutFields> => {
  const { found, effort } = find(call.source, collection, query);
  const turn = new Turn(call.deadline);
  let nReturned = 0;
  for (const one of found) {
    if (one) nReturned += 1;
    if (turn.isOver()) await turn.pass();
  }
  return { executionSuccess: true, nReturned, totalKeysExamined: effort.keys, totalDocsExamined: effort.documents };
};

export const explain: Command = {
  options: ['verbosity'],
  run: async (call) => {
    const inner = call.doc('explain') ?? emptyDoc();
    const [name = ''] = inner.keys();
    const queryOf = QUERY_OF[name];
    if (!queryOf) throw notOffered(`explain of '${name}'`);
    const explained = new Call({ ...call.request, name, body: inner }, call.services, inner);
    const query = queryOf(explained);
    compileFilter(query.filter);
    const ns = explained.namespace();
    const collection = call.store.collection(ns);
    const sort = parseSort(query.sort);
    const winningPlan = collection ? explainPlan(choosePlan(collection, { filter: query.filter, sort, hint: query.hint }), query.filter, sort) : { stage: 'EOF' };
    const verbosity = call.text('verbosity') ?? 'allPlansExecution';
    if (!['queryPlanner', 'executionStats', 'allPlansExecution'].includes(verbosity)) throw new CommandError('FailedToParse', 'verbosity string must be one of queryPlanner, executionStats, allPlansExecution');
    const executionStats = collection && verbosity !== 'queryPlanner' ? await execute(call, collection, query) : undefined;
    return { queryPlanner: { namespace: ns, winningPlan, rejectedPlans: [] }, executionStats };
  },
};
