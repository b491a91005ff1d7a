// What attention says, made when it is sent: of what was done in the meantime nothing is said.
import { answerSince } from '../domain/attention/answered.js';
import type { Attention } from '../domain/attention/rule.js';
import { nextBundle } from '../domain/attention/quiet.js';
import type { DigestKind } from '../domain/attention/digest-slots.js';
import type { NoticeKind, Waits } from '../domain/intent.js';
import { WAITS } from '../domain/intent.js';
import { may } from '../domain/permissions.js';
import { personOf } from '../domain/playbook.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { isClosed } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { BundleStore } from '../ports/bundle-store.js';
import type { Notice } from '../ports/notice-store.js';
import { bundleMessage } from '../view/attention/bundle.js';
import type { Item } from '../view/attention/bundle.js';
import { channelPost, escalationMessage } from '../view/attention/escalation.js';
import { isAttention } from '../view/attention/words.js';
import type { Message } from '../view/nodes.js';
import type { Plain } from '../view/notice.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import { renderDigest } from './render-digest.js';

type Rendering = Pick<Deps, 'tasks' | 'playbooks' | 'clock'> & { bundles: Pick<BundleStore, 'items' | 'known'> };
type Rendered = { message: Message; version: number } | 'unneeded';

const DIGESTS: Record<DigestKind, true> = { digest: true, my_day: true, weekly: true };
const isDigest = (kind: string): kind is DigestKind => Object.hasOwn(DIGESTS, kind);
const isWaits = (kind: string): kind is Waits => WAITS.some((each) => each === kind);
/** Whether a notice is a card or a sentence about one task. */
export const isPlain = (kind: NoticeKind): kind is Plain => kind !== 'webhook' && !isAttention(kind) && !isWaits(kind) && !isDigest(kind);

/** An escalation's reader may have any part in it; a reminder is for whose move it is. What stands already goes on showing what has closed since. */
const concerns = (task: Task, reader: Person, { kind, ref }: Notice, playbook: Playbook): boolean =>
  (ref !== null || !isClosed(task)) && may(reader, 'see', task, playbook) && (kind !== 'bundle' || task.owner === reader.key || (task.state.status === 'in_review' && task.state.reviewer === reader.key));

/** What was done about it since, for a message that stands already. */
const answerOf = (task: Task, kind: Attention, { to, ref }: Notice) => (ref === null ? null : answerSince(task, to, kind));

const itemsOf = async (notice: Notice, reader: Person | null, { tasks, playbooks, bundles }: Rendering): Promise<Item[]> => {
  const held = await bundles.items(notice.items ?? []);
  const found = await Promise.all(held.map(async ({ kind, task: number }): Promise<Item[]> => {
    const task = number === null ? null : await tasks.load(number);
    if (task === null || reader === null || !isAttention(kind)) return [];
    return concerns(task, reader, notice, await playbookFor(task, playbooks)) ? [{ task, kind, answer: answerOf(task, kind, notice) }] : [];
  }));
  return found.flat();
};

const alone = async (notice: Notice, kind: Attention, { tasks, playbooks, clock }: Rendering): Promise<Rendered> => {
  const task = notice.task === null ? null : await tasks.load(notice.task);
  if (task === null || (isClosed(task) && notice.ref === null)) return 'unneeded';
  const playbook = await playbookFor(task, playbooks);
  const options = { playbook, now: clock.now() };
  if (!('person' in notice.to)) return { message: channelPost({ task, kind, answer: answerOf(task, kind, notice) }, { ...options, reader: null }), version: task.version };
  const reader = personOf(playbook, notice.to.person);
  if (reader === null || !may(reader, 'see', task, playbook)) return 'unneeded';
  return { message: escalationMessage([{ task, kind, answer: answerOf(task, kind, notice) }], { ...options, reader: reader.key }), version: task.version };
};

/** A bundle, an escalation, a digest, or the one task that could not wait for either. */
export const renderAttention = async (notice: Notice, kind: Attention | Waits | DigestKind, deps: Rendering): Promise<Rendered> => {
  if (isAttention(kind)) return alone(notice, kind, deps);
  const playbook = deps.playbooks.current();
  const now = deps.clock.now();
  const reader = 'person' in notice.to ? personOf(playbook, notice.to.person) : null;
  if (reader === null) return 'unneeded';
  if (isDigest(kind)) {
    const message = await renderDigest(notice, kind, reader, deps);
    return message === null ? 'unneeded' : { message, version: notice.wanted };
  }
  const items = await itemsOf(notice, reader, deps);
  if (items.length === 0) return 'unneeded';
  if (kind === 'escalation') return { message: escalationMessage(items, { playbook, now, reader: reader.key }), version: notice.wanted };
  return { message: bundleMessage(items, { playbook, now, until: nextBundle(reader, new Date(now.getTime() + 1), playbook) }), version: notice.wanted };
};
