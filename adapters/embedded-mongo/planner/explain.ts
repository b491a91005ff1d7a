import type { SortField } from '../query/sort.js';
import { isIdIndex } from '../storage/catalogue.js';
import type { OutFields } from '../values/encode.js';
import type { Doc } from '../values/value.js';
import type { Plan } from './plan.js';

const access = (plan: Plan, filter: Doc): OutFields => {
  const direction = plan.reverse ? 'backward' : 'forward';
  const { index } = plan;
  if (!index) return { stage: 'COLLSCAN', filter, direction };
  const scan = {
    stage: 'IXSCAN',
    keyPattern: index.key,
    indexName: index.name,
    isMultiKey: index.multikey,
    isUnique: index.unique || isIdIndex(index),
    isSparse: index.sparse,
    isPartial: index.partialFilter !== undefined,
    direction,
  };
  return { stage: 'FETCH', filter, inputStage: scan };
};

/** A plan in the shape of MongoDB's `winningPlan`: COLLSCAN or IXSCAN, under SORT where the order is made in memory. */
export const explainPlan = (plan: Plan, filter: Doc, sort: readonly SortField[]): OutFields => {
  const inputStage = access(plan, filter);
  if (plan.sorted) return inputStage;
  return { stage: 'SORT', sortPattern: Object.fromEntries(sort.map(({ name, direction }) => [name, direction])), inputStage };
};
