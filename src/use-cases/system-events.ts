// What platforms report on their own: a source that changed, a person who left.
import { isAway } from '../domain/absence.js';
import { SYSTEM } from '../domain/command.js';
import { mayOwn } from '../domain/permissions.js';
import { personOf, queueOf } from '../domain/playbook.js';
import type { PersonKey, Playbook } from '../domain/playbook.js';
import type { Door, Task } from '../domain/task.js';
import { OPEN_STATUSES, taskName } from '../domain/task.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { insist } from './act-on-task.js';
import type { ActOnTask } from './act-on-task.js';
import type { Deps } from './deps.js';
import type { Rounds } from './rounds.js';

type Events = Deps & { actOnTask: ActOnTask; notices: Pick<NoticeStore, 'add'>; wallClock(): Date };

const ALL_OF_THEM = { skip: 0, limit: 1000 };

export const makeSourceChanged = ({ tasks, actOnTask }: Events): Rounds['sourceChanged'] =>
  async ({ platform, channel, ts }, changed, eventId) => {
    const { tasks: made } = await tasks.list({ source: { platform, channel, ts } }, ALL_OF_THEM);
    for (const task of made) await insist(actOnTask(task.number, { id: `${eventId}/${taskName(task.number)}`, door: platform, actor: SYSTEM, seen: null, verb: 'source_changed', changed }));
  };

/** Who takes over: the queue's leads, then its people, then managers, whoever is here before whoever is out; never the one who left, and never the task's owner for a review. */
const successor = (task: Task, left: PersonKey, playbook: Playbook, now: Date): PersonKey | null => {
  const leads = queueOf(playbook, task.queue)?.leads ?? [];
  const able = playbook.people.filter((person) => mayOwn(person, task.queue, playbook)).map(({ key }) => key);
  const taken = task.owner === left ? [left, task.state.status === 'in_review' ? task.state.reviewer : ''] : [left, task.owner];
  const free = [...leads.filter((lead) => able.includes(lead)), ...able].filter((key) => !taken.includes(key));
  return free.find((key) => !isAway(personOf(playbook, key) ?? { away: [] }, now, playbook.practice.timezone)) ?? free[0] ?? null;
};

/** Who got what they held: the work, or its check. */
const heirOf = (before: Task, after: Task): PersonKey | null => (after.owner !== before.owner ? after.owner : after.state.status === 'in_review' ? after.state.reviewer : null);

/** The open tasks of somebody who left go to the queue's lead, who gets one message for all of them. `eventId` makes it happen once. Gives how many went. */
export const makeHandOver = ({ tasks, playbooks, clock, actOnTask, notices, wallClock }: Events) =>
  async (left: PersonKey, eventId: string, door: Door): Promise<number> => {
    const playbook = playbooks.current();
    const [owned, reviewed] = await Promise.all([tasks.list({ owner: left, status: OPEN_STATUSES }, ALL_OF_THEM), tasks.list({ reviewer: left, status: ['in_review'] }, ALL_OF_THEM)]);
    const told = new Set<PersonKey>();
    let went = 0;
    for (const task of [...owned.tasks, ...reviewed.tasks]) {
      const to = successor(task, left, playbook, clock.now());
      if (to === null) continue;
      const acted = await insist(actOnTask(task.number, { id: `${eventId}/${taskName(task.number)}`, door, actor: SYSTEM, seen: null, verb: 'hand_over', from: left, to }));
      if (!acted.ok) continue;
      told.add(heirOf(task, acted.task) ?? to);
      went += 1;
    }
    await notices.add([...told].map((person) => ({ key: `left/${left}/${person}/${eventId}`, task: null, kind: 'left', to: { person }, by: left, wanted: 1 })), wallClock());
    return went;
  };

/** Nothing new comes to them either: they are marked as left. */
export const makePersonLeft = ({ playbooks, handOver }: Pick<Deps, 'playbooks'> & { handOver: ReturnType<typeof makeHandOver> }): Rounds['personLeft'] =>
  async ({ platform, id }, eventId) => {
    const who = playbooks.current().people.find((person) => person[platform] === id);
    if (who === undefined) return;
    if (!who.left) await playbooks.change({ people: [{ key: who.key, left: true }] }, SYSTEM, 'their account was closed');
    await handOver(who.key, eventId, platform);
  };
