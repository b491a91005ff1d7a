// What a change causes beyond its own task: a list of small rules over before and after.
import { SYSTEM } from './command.js';
import type { ActorKey } from './command.js';
import type { Audience, Intent } from './intent.js';
import { OWNER_OUT } from './steps/planning.js';
import { chatThread, isClosed, isConfirmed, taskName } from './task.js';
import type { Task } from './task.js';

type Cause = (before: Task | null, after: Task, by: ActorKey) => Intent[];

/** The owner gets the card in a direct message. Own actions never ping, nor does a follow-up of one's own; what somebody left behind comes in one message for all. */
const newOwner: Cause = (before, after, by) => {
  const { owner } = after;
  if (owner === null || owner === by || owner === before?.owner || isClosed(after)) return [];
  if (by === SYSTEM && (before !== null || owner === after.requester)) return [];
  return [{ do: 'notify', key: `${taskName(after.number)}/card/${owner}/${after.version}`, kind: 'card', to: { person: owner }, by }];
};

/** A handoff and the moving of what is due are told in one message for all of their tasks. */
const saidOfAll = ({ history }: Task) => history.at(-1)?.verb === 'take_over' || history.at(-1)?.why === OWNER_OUT;

/** Whoever held it is told that it was taken over. */
const formerOwner: Cause = (before, after, by) => {
  const former = before !== null && isConfirmed(before) ? before.owner : null;
  if (former === null || former === after.owner || former === by || by === SYSTEM || saidOfAll(after)) return [];
  return [{ do: 'notify', key: `${taskName(after.number)}/reassigned/${former}/${after.version}`, kind: 'reassigned', to: { person: former }, by }];
};

const newReviewer: Cause = (before, after, by) => {
  const reviewer = (task: Task | null) => (task?.state.status === 'in_review' ? task.state.reviewer : null);
  const now = reviewer(after);
  if (now === null || now === reviewer(before) || now === by || by === SYSTEM) return [];
  return [{ do: 'notify', key: `${taskName(after.number)}/review/${now}/${after.version}`, kind: 'review', to: { person: now }, by }];
};

/** The thread of the source gets one line, which is edited from then on. */
const sourceLine: Cause = (before, after, by) => {
  const thread = before === null ? chatThread(after) : null;
  return thread === null ? [] : [{ do: 'notify', key: `${taskName(after.number)}/line`, kind: 'line', to: { thread }, by }];
};

/** How a task ended, for whoever asked. One that was reopened ends again. */
const ended = (before: Task | null, after: Task): 'done' | 'cancelled' | null => {
  const { status } = after.state;
  return before !== null && before.state.status !== status && (status === 'done' || status === 'cancelled') ? status : null;
};

/**
 * Whoever asked hears once that it was taken in, and once how it ended: in the thread that they know, else in a direct message. In a thread
 * the line says the first; and what they did themselves is no news to them.
 */
const requesterTold: Cause = (before, after, by) => {
  const { requester, owner, number } = after;
  // What came in without a person was asked for by nobody here.
  if (by === requester || by === SYSTEM || requester === SYSTEM) return [];
  const end = ended(before, after);
  const thread = chatThread(after);
  const takenIn = before === null && thread === null && owner !== requester;
  if (end === null && !takenIn) return [];
  const to: Audience = thread === null ? { person: requester } : { thread };
  return [{ do: 'notify', key: `${taskName(number)}/${end ?? 'accepted'}/${after.version}`, kind: end ?? 'accepted', to, by }];
};

/** Tasks that waited for this one hear that it has closed; whoever comes to wait for a closed one hears it at once. */
const freed: Cause = (before, after) => {
  if (before === null || !isClosed(after)) return [];
  const waiting = after.links.holdsUp.filter((task) => !isClosed(before) || !before.links.holdsUp.includes(task));
  return waiting.map((task) => ({ do: 'tell', key: `${taskName(after.number)}/unblock/${task}/${after.version}`, task, about: after.number, verb: 'unblock' }));
};

/** A follow-up is linked from the task that it follows. */
const followUpMade: Cause = (before, after) => {
  const of = after.links.followUpOf;
  if (before !== null || of === null) return [];
  return [{ do: 'tell', key: `${taskName(after.number)}/link_follow_up/${of}`, task: of, about: after.number, verb: 'link_follow_up' }];
};

/** A duplicate is linked from the task that goes on with it; restored, it is so no more. */
const duplicated: Cause = (before, after) => {
  const of = (task: Task | null) => (task?.state.status === 'cancelled' ? task.state.duplicateOf : null);
  const [was, is] = [of(before), of(after)];
  if (was === is) return [];
  const tell = (task: number | null, verb: 'link_duplicate' | 'unlink_duplicate'): Intent[] =>
    task === null ? [] : [{ do: 'tell', key: `${taskName(after.number)}/${verb}/${task}/${after.version}`, task, about: after.number, verb }];
  return [...tell(was, 'unlink_duplicate'), ...tell(is, 'link_duplicate')];
};

/** Every card and line shows the change. */
const refreshed: Cause = (before, after) => (before === null ? [] : [{ do: 'refresh', key: `${taskName(after.number)}/refresh/${after.version}`, version: after.version }]);

const causes: readonly Cause[] = [newOwner, formerOwner, newReviewer, sourceLine, requesterTold, freed, followUpMade, duplicated, refreshed];

export const caused: Cause = (before, after, by) => causes.flatMap((cause) => cause(before, after, by));
