// What stands in the board's address. What cannot be read asks for nothing: an address is kept in bookmarks and outlives a playbook.
import { z } from 'zod';
import { FILTERS } from '../../../src/view/board.js';
import type { BoardAsk } from '../../../src/view/board.js';

const key = z.string().regex(/^[\w.-]{1,80}$/).optional().catch(undefined);

const Ask = z.object({
  queue: key, owner: key, type: key, location: key, insurer: key, reason: key,
  as: z.literal('columns').optional().catch(undefined),
  overdue: z.literal('yes').optional().catch(undefined),
  skip: z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined),
});

export const readAsk = (query: unknown): BoardAsk => {
  const { queue, as, overdue, skip, ...filters } = Ask.parse(query);
  return {
    ...(queue === undefined ? {} : { queue }), ...(as === undefined ? {} : { as }), ...(overdue === undefined ? {} : { overdue: true }), ...(skip === undefined ? {} : { skip }),
    ...Object.fromEntries(FILTERS.flatMap((each) => (filters[each] === undefined ? [] : [[each, filters[each]]]))),
  };
};
