// What people look for, as filters that an index serves: each asks for statuses, so that even "everything" is a range of one.
import type { QueryFilter } from 'mongoose';
import { STATUSES } from '../../src/domain/task.js';
import type { TaskQuery, TaskStore } from '../../src/ports/task-store.js';
import type { TaskDocument } from './documents.js';
import type { Models } from './models.js';
import { LISTED, decodeListed } from './task-codec.js';

type Filter = QueryFilter<TaskDocument>;

/** The last code point: no word that begins with `prefix` comes after it. */
const LAST = '\u{10ffff}';
const startsWith = (prefix: string): Filter => ({ words: { $elemMatch: { $gte: prefix, $lt: prefix + LAST } } });

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
  const both = [...(within ? [seenBy(within)] : []), ...(words ?? []).map(startsWith)];
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(notOwner === undefined ? {} : { owner: { $ne: notOwner } }),
    ...(requester === undefined ? {} : { requester }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(queue === undefined ? {} : { queue }),
    ...(source ? madeOf(source) : {}),
    status: { $in: [...(status ?? STATUSES)] },
    ...(both.length === 0 ? {} : { $and: both }),
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
