// What people look for, as filters that an index serves.
import type { QueryFilter } from 'mongoose';
import { STATUSES } from '../../src/domain/task.js';
import type { TaskQuery, TaskStore } from '../../src/ports/task-store.js';
import type { TaskDocument } from './documents.js';
import type { Models } from './models.js';
import { LISTED, decodeListed } from './task-codec.js';

type Filter = QueryFilter<TaskDocument>;

const SIGNS = /[^\p{L}\p{N}]/gu;
/** An anchored expression is a range of the index. */
const startsWith = (prefix: string): Filter => ({ words: new RegExp(`^${prefix.replace(SIGNS, '\\$&')}`) });

const seenBy = ({ queues, person }: NonNullable<TaskQuery['within']>): Filter => ({
  $or: [{ queue: { $in: [...queues] } }, { owner: person }, { requester: person }, { reviewer: person }],
});

const madeOf = ({ platform, channel, ts, thread }: NonNullable<TaskQuery['source']>): Filter => ({
  'source.platform': platform,
  'source.channel': channel,
  ...(ts === undefined ? {} : { 'source.ts': ts }),
  ...(thread === undefined ? {} : { 'source.thread': thread }),
});

/** The filter of a query; an absent part asks for nothing. */
export const taskFilter = ({ owner, notOwner, requester, reviewer, queue, within, status, words, source }: TaskQuery): Filter => {
  const parts = [...(within ? [seenBy(within)] : []), ...(words ?? []).map(startsWith)];
  // Asking for every status makes a range of an index out of "everything". Words are a range of their own.
  const statuses = status ?? (words?.length ? undefined : STATUSES);
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(notOwner === undefined ? {} : { owner: { $ne: notOwner } }),
    ...(requester === undefined ? {} : { requester }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(queue === undefined ? {} : { queue }),
    ...(source ? madeOf(source) : {}),
    ...(statuses ? { status: { $in: [...statuses] } } : {}),
    ...(parts.length === 0 ? {} : { $and: parts }),
  };
};

/** The order of every list. The number comes last, so that pages neither repeat nor skip. */
export const LIST_ORDER = { urgency: 1, sortDue: 1, _id: 1 } as const;

export const makeList = ({ tasks }: Pick<Models, 'tasks'>): TaskStore['list'] =>
  async (query, { skip, limit }) => {
    const filter = taskFilter(query);
    const [page, total] = await Promise.all([
      tasks.find(filter, LISTED).sort(LIST_ORDER).skip(skip).limit(limit).lean(),
      tasks.countDocuments(filter),
    ]);
    return { tasks: page.map(decodeListed), total };
  };
