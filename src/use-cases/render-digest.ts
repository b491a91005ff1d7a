// A digest as it is sent: counted from the tasks that are open at that moment.
import { digestOf, saysNothing } from '../domain/attention/digest.js';
import { digestsSoFar } from '../domain/attention/digest-slots.js';
import type { DigestKind } from '../domain/attention/digest-slots.js';
import { isRestricted } from '../domain/permissions.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { localDateOf } from '../domain/local-time.js';
import { OPEN_STATUSES } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { BundleStore } from '../ports/bundle-store.js';
import type { Notice } from '../ports/notice-store.js';
import type { TaskQuery } from '../ports/task-store.js';
import { myDay, queueDigest, weekly } from '../view/attention/digest.js';
import type { Message } from '../view/nodes.js';
import type { Deps } from './deps.js';

type Digesting = Pick<Deps, 'tasks' | 'playbooks' | 'clock'> & { bundles: Pick<BundleStore, 'known'> };

/** More than a queue ever holds open: a digest counts all of it, from one read. */
const ALL_OF_THEM = { skip: 0, limit: 100_000 };

const openTasks = async ({ tasks }: Digesting, query: TaskQuery): Promise<readonly Task[]> => (await tasks.list({ ...query, status: OPEN_STATUSES }, ALL_OF_THEM)).tasks;

/** The days since the last one that came, whose digest did not: said once, in the next. */
const missedBefore = async (key: string, { bundles, playbooks, clock }: Digesting): Promise<string[]> => {
  const playbook = playbooks.current();
  const slots = digestsSoFar(clock.now(), playbook);
  const own = slots.find((slot) => slot.key === key);
  const earlier = slots.filter(({ series, to, at }) => own !== undefined && series === own.series && to === own.to && at < own.at).toReversed();
  const known = await bundles.known(earlier.map((slot) => slot.key));
  const came = earlier.findIndex((slot) => known.get(slot.key) !== 'missed');
  return earlier.slice(0, came === -1 ? earlier.length : came).map(({ at }) => localDateOf(playbook.practice.timezone, at)).toReversed();
};

const byQueue = async (deps: Digesting, reader: Person, playbook: Playbook, now: Date) => {
  const queues = playbook.queues.filter(({ key }) => playbook.enabled.includes(key));
  return Promise.all(queues.map(async ({ key, leads }) => {
    const open = (await openTasks(deps, { queue: key })).filter((task) => leads.includes(reader.key) || !isRestricted(task, playbook));
    return { queue: key, open: open.length, digest: digestOf(open, reader.key, playbook, now) };
  }));
};

/** The message, or null where there is nothing to say. */
export const renderDigest = async (notice: Pick<Notice, 'key' | 'items'>, kind: DigestKind, reader: Person, deps: Digesting): Promise<Message | null> => {
  const playbook = deps.playbooks.current();
  const now = deps.clock.now();
  const options = { playbook, now, missed: await missedBefore(notice.key, deps) };
  if (kind === 'weekly') {
    const queues = await byQueue(deps, reader, playbook, now);
    return queues.every(({ digest }) => saysNothing(digest)) ? null : weekly(queues, options);
  }
  const [queue = ''] = notice.items ?? [];
  const digest = digestOf(await openTasks(deps, kind === 'digest' ? { queue } : { owner: reader.key }), reader.key, playbook, now);
  if (saysNothing(digest)) return null;
  return kind === 'digest' ? queueDigest(queue, digest, options) : myDay(digest, options);
};
