// The signed webhook's use case: what a source of the playbook delivered becomes a task in triage, once.
import { createHash } from 'node:crypto';
import { sourceOf } from '../domain/playbook.js';
import { makeBringIn } from './bring-in.js';
import type { Deps } from './deps.js';
import { readDelivery } from './read-delivery.js';
import type { Wrong } from './read-delivery.js';
import { sealAnswer } from './seal-answer.js';

/** `id` is the sender's own, by which a repeated delivery is known; the signature was checked by the door. */
export type Delivery = { source: string; id: string; payload: unknown };
export type TakenIn = { result: 'taken_in'; task: number; again: boolean } | { result: 'no_source' } | { result: 'wrong'; wrong: readonly Wrong[] };
export type TakeIn = (delivery: Delivery) => Promise<TakenIn>;

/** A sender may put anything into an id, also something of a patient: a digest of it is kept. */
const digestOf = (id: string) => createHash('sha256').update(id).digest('base64url');

export const makeTakeIn = (deps: Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'sealer' | 'kick'>): TakeIn => {
  const bringIn = makeBringIn(deps);
  return async ({ source: key, id, payload }) => {
    const { tasks, sealer } = deps;
    const playbook = deps.playbooks.current();
    const source = sourceOf(playbook, key);
    if (source === null) return { result: 'no_source' };
    const ts = digestOf(id);
    const command = `webhook:${key}:${ts}`;
    // Before it is read: the rules may have changed since, and what was taken in once stays so.
    const earlier = await tasks.answerTo(command);
    if (earlier !== null) return { result: 'taken_in', task: earlier.task, again: true };
    const read = readDelivery(source, payload, playbook, sealAnswer(sealer));
    if (!read.ok) return { result: 'wrong', wrong: read.wrong };
    const brought = await bringIn(command, {
      door: 'webhook', queue: source.queue ?? null, type: source.type ?? null, cameBy: source.came_by, fields: read.fields,
      source: { platform: 'webhook', channel: key, ts, thread: ts, link: null, author: null, changed: null },
      sourceText: read.text === null ? null : sealer.seal(read.text), facts: { intake: key },
    });
    return { result: 'taken_in', ...brought };
  };
};
