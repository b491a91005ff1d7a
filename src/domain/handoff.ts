// A handoff at shift change: somebody offers their tasks to another, who accepts or declines. Until then the giver owns them.
import { addBusinessDays } from './calendar.js';
import { may, mayOwn } from './permissions.js';
import type { Person, PersonKey, Playbook } from './playbook.js';
import type { Refusal } from './refusal.js';
import { isClosed } from './task.js';
import type { Door, Sealed, Task } from './task.js';

/** Why a task stayed with the giver though it was accepted. */
export type Stayed = { task: number; why: Refusal['code'] };

export type Handoff = {
  id: string;
  /** Counts its changes from 1. */
  version: number;
  from: PersonKey;
  to: PersonKey;
  tasks: readonly number[];
  /** Goes with each task that moves, as a note of the giver's. Gone when the handoff is over. */
  note: Sealed | null;
  at: Date;
  endsAt: Date;
  /** Through which it was answered. */
  door: Door;
  state: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'ended';
  /** What came of it; null until the accepted tasks are moved. */
  result: { moved: readonly number[]; stayed: readonly Stayed[] } | null;
  /** The next moment at which something is to be done for it; null where it is over. */
  lookAt: Date | null;
};

/** Why a task cannot be offered to somebody, or null. */
export type LeftOut = 'not_in_queue' | 'closed_to_them' | 'not_yours';

export const leftOut = (task: Task, giver: Person, receiver: Person, playbook: Playbook): LeftOut | null => {
  if (task.owner !== giver.key || isClosed(task) || !may(giver, 'hand', task, playbook)) return 'not_yours';
  if (!mayOwn(receiver, task.queue, playbook)) return 'not_in_queue';
  return may(receiver, 'take', task, playbook) ? null : 'closed_to_them';
};

type Offer = Pick<Handoff, 'id' | 'from' | 'to' | 'tasks' | 'note' | 'door'>;

/** An offer stands for one business day: the shift that it was made for, or the next. Throws NeverOpen. */
export const offered = (offer: Offer, { calendar }: Pick<Playbook, 'calendar'>, now: Date): Handoff =>
  ({ ...offer, version: 1, at: now, endsAt: addBusinessDays(calendar, now, 1), state: 'offered', result: null, lookAt: now });

/** Nobody may answer it any more: it was answered, or its time is over. */
export const isOver = ({ state, endsAt }: Handoff, now: Date): boolean => state !== 'offered' || endsAt <= now;

/** Accepted, the tasks are moved next; any other end moves nothing. */
export const answered = (handoff: Handoff, state: Exclude<Handoff['state'], 'offered'>, door: Door, now: Date): Handoff =>
  ({ ...handoff, version: handoff.version + 1, state, door, lookAt: now });

/** All is said and done. */
export const settled = (handoff: Handoff, result: Handoff['result']): Handoff => ({ ...handoff, version: handoff.version + 1, result, note: null, lookAt: null });
