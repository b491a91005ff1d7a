// What platforms report on their own: a source that changed, a person who left.
import { isAway } from '../domain/absence.js';
import { SYSTEM } from '../domain/command.js';
import { mayOwn } from '../domain/permissions.js';
import { personOf, queueOf } from '../domain/playbook.js';
import type { PersonKey, Playbook } from '../domain/playbook.js';
import type { Door, Task } from '../domain/task.js';
import { OPEN_STATUSES, taskName } from '../domain/task.js';
import { localDateOf } from '../domain/local-time.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { TaskQuery } from '../ports/task-store.js';
import { insist } from './act-on-task.js';
import type { ActOnTask } from './act-on-task.js';
import type { Deps } from './deps.js';
import type { Rounds } from './rounds.js';

type Events = Deps & { actOnTask: ActOnTask; notices: Pick<NoticeStore, 'add'>; wallClock(): Date };

const ALL_OF_THEM = { skip: 0, limit: 1000 };
/** Tasks that are handed over in one go: a list's page. */
const PAGE = 200;

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

/** The open tasks of somebody who left go to the queue's lead, who gets one message a day for all of them. `eventId` makes it happen once. Gives how many went. */
export const makeHandOver = ({ tasks, playbooks, clock, actOnTask, notices, wallClock }: Events) =>
  async (left: PersonKey, eventId: string, door: Door): Promise<number> => {
    const playbook = playbooks.current();
    const told = new Set<PersonKey>();
    const handOver = async (task: Task): Promise<boolean> => {
      const to = successor(task, left, playbook, clock.now());
      if (to === null) return false;
      const acted = await insist(actOnTask(task.number, { id: `${eventId}/${taskName(task.number)}`, door, actor: SYSTEM, seen: null, verb: 'hand_over', from: left, to }));
      if (acted.ok) told.add(heirOf(task, acted.task) ?? to);
      return acted.ok;
    };
    /** Whatever goes leaves the list: what is asked for next lies behind those that stayed. */
    const all = async (query: TaskQuery): Promise<number> => {
      let [went, stayed] = [0, 0];
      for (let page = PAGE; page === PAGE; ) {
        const { tasks: found } = await tasks.list(query, { skip: stayed, limit: PAGE });
        for (const task of found) if (await handOver(task)) went += 1; else stayed += 1;
        page = found.length;
      }
      return went;
    };
    const went = (await all({ owner: left, status: OPEN_STATUSES })) + (await all({ reviewer: left, status: ['in_review'] }));
    const day = localDateOf(playbook.practice.timezone, clock.now());
    await notices.add([...told].map((person) => ({ key: `left/${left}/${person}/${day}`, task: null, kind: 'left', to: { person }, by: left, wanted: 1 })), wallClock());
    return went;
  };

type HandOver = ReturnType<typeof makeHandOver>;

/**
 * Goes on where a process ended between somebody's leaving and the handing over of their tasks: asked for with each version of the rules, and once
 * at a start. What was handed over before is theirs no more, and goes to nobody twice.
 */
export const makeAfterLeaving = ({ playbooks, handOver }: Pick<Deps, 'playbooks'> & { handOver: HandOver }): (() => Promise<void>) => {
  const done = { version: 0 };
  return async () => {
    const { version, people } = playbooks.current();
    if (version === done.version) return;
    for (const { key } of people.filter(({ left }) => left)) await handOver(key, `left/${key}/${version}`, 'job');
    done.version = version;
  };
};

/** Nothing new comes to them either: they are marked as left. */
export const makePersonLeft = ({ playbooks, handOver }: Pick<Deps, 'playbooks'> & { handOver: HandOver }): Rounds['personLeft'] =>
  async ({ platform, id }, eventId) => {
    const who = playbooks.current().people.find((person) => person[platform] === id);
    if (who === undefined) return;
    if (!who.left) await playbooks.change({ people: [{ key: who.key, left: true }] }, SYSTEM, 'their account was closed');
    await handOver(who.key, eventId, platform);
  };
