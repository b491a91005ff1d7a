// What people look for, as filters that an index serves.
import type { QueryFilter } from 'mongoose';
import { STATUSES, isClosed, type Status } from '../../src/domain/task.js';
import type { TaskQuery, TaskStore } from '../../src/ports/task-store.js';
import type { TaskDocument } from './documents.js';
import type { Models } from './models.js';
import { LIST_ORDER } from './task-schema.js';
import { LISTED, decodeListed } from './task-codec.js';

type Filter = QueryFilter<TaskDocument>;

const SIGNS = /[^\p{L}\p{N}]/gu;
/** An anchored expression is a range of the index. */
const startsWith = (prefix: string): Filter => ({ words: new RegExp(`^${prefix.replace(SIGNS, '\\$&')}`) });

const inQueues = ({ queues, closed }: NonNullable<TaskQuery['within']>): Filter[] =>
  closed === undefined ? [{ queue: { $in: [...queues] } }] : [{ queue: { $in: [...closed.but] } }, { queue: { $in: [...queues] }, type: { $nin: [...closed.types] } }];

const seenBy = (within: NonNullable<TaskQuery['within']>): Filter => ({
  $or: [...inQueues(within), { owner: within.person }, { requester: within.person }, { reviewer: within.person }],
});

const madeOf = ({ platform, channel, ts, thread }: NonNullable<TaskQuery['source']>): Filter => ({
  'source.platform': platform,
  'source.channel': channel,
  ...(ts === undefined ? {} : { 'source.ts': ts }),
  ...(thread === undefined ? {} : { 'source.thread': thread }),
});

const isOpen = (status: Status) => !isClosed({ state: { status } });

/** Says as much as can be said in `open`, which the indexes have: open tasks, the usual question, are one range and in order. */
const inStatus = (statuses: readonly Status[]): Filter => {
  const open = [...new Set(statuses.map(isOpen))];
  const covered = STATUSES.filter((status) => open.includes(isOpen(status)));
  const rest = covered.every((status) => statuses.includes(status)) ? {} : { 'state.status': { $in: [...statuses] } };
  return { open: { $in: open }, ...rest };
};

const lateAt = ({ at, is }: NonNullable<TaskQuery['late']>): Filter => {
  const late: Filter = { 'due.at': { $lt: at }, 'due.pausedSince': null };
  return is ? late : { $nor: [late] };
};

const narrowed = ({ owner, type, reason, lateAt: at, answers = [] }: NonNullable<TaskQuery['only']>): Filter[] => [
  ...(owner === undefined ? [] : [{ owner }]),
  ...(type === undefined ? [] : [{ type }]),
  ...(reason === undefined ? [] : [{ 'state.status': 'waiting' as const, 'state.on': reason }]),
  ...(at === undefined ? [] : [lateAt({ at, is: true })]),
  ...answers.map(({ keys, value }): Filter => ({ $or: keys.map((key) => ({ [`fields.${key}`]: value })) })),
];

/** The filter of a query; an absent part asks for nothing. */
export const taskFilter = ({ owner, notOwner, requester, reviewer, queue, within, status, words, late, source, type, marks, openOrSince, only }: TaskQuery): Filter => {
  const parts = [...(notOwner === undefined ? [] : [{ owner: { $ne: notOwner } }]), ...(within ? [seenBy(within)] : []), ...(late ? [lateAt(late)] : []), ...(openOrSince ? [{ $or: [{ open: true }, { createdAt: { $gte: openOrSince } }] }] : []), ...(words ?? []).map(startsWith), ...(only ? narrowed(only) : [])];
  // Words and marks are a range of an index themselves; without them every status is asked for, and "everything" is one as well.
  const statuses = status ?? (words?.length || marks ? undefined : STATUSES);
  const one = statuses?.length === 1 ? statuses[0] : undefined;
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(requester === undefined ? {} : { requester }),
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(queue === undefined ? {} : { queue }),
    ...(type === undefined ? {} : { type }),
    ...(marks ? { marks: { $in: [...marks] } } : {}),
    ...(source ? madeOf(source) : {}),
    // A queue's tasks of one status are a range of their own.
    ...(!statuses ? {} : queue !== undefined && one !== undefined ? { 'state.status': one } : inStatus(statuses)),
    ...(parts.length === 0 ? {} : { $and: parts }),
  };
};

export const makeList = ({ tasks }: Pick<Models, 'tasks'>): TaskStore['list'] =>
  async (query, { skip, limit }) => {
    const filter = taskFilter(query);
    const [page, total] = await Promise.all([
      tasks.find(filter, LISTED).sort(LIST_ORDER).skip(skip).limit(limit).lean(),
      tasks.countDocuments(filter),
    ]);
    return { tasks: page.map(decodeListed), total };
  };

/** Only what the figures need: neither fields nor texts leave the store. */
const COURSE = { reopened: 1, 'state.status': 1, 'history.at': 1, 'history.to': 1 } as const;

export const makePilot = ({ tasks }: Pick<Models, 'tasks'>): TaskStore['pilot'] =>
  async (queue, since, now) => {
    const [open, late, made] = await Promise.all([
      tasks.countDocuments({ queue, open: true }),
      tasks.countDocuments({ queue, open: true, $and: [lateAt({ at: now, is: true })] }),
      tasks.find({ queue, createdAt: { $gte: since } }, COURSE).lean<Pick<TaskDocument, 'reopened' | 'state' | 'history'>[]>(),
    ]);
    return { open, late, courses: made.map(({ reopened, state, history }) => ({ reopened, status: state.status, steps: history.map(({ at, to }) => ({ at, to })) })) };
  };
