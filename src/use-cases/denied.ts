import type { Refusal } from '../domain/refusal.js';
import type { Door } from '../domain/words.js';
import { SYSTEM } from '../domain/command.js';
import type { ActorKey } from '../domain/command.js';
import type { Audit } from './keep-audit.js';

type Attempt = { actor: ActorKey; door: Door; verb: string; task: number | null };

/** Records an attempt that the permission rule refused; every other refusal is ordinary work. The system is refused by no rule worth keeping. */
export const noteDenied = (audit: Pick<Audit, 'note'>, refusal: Refusal, { actor, door, verb, task }: Attempt): void => {
  if (refusal.code === 'not_allowed' && actor !== SYSTEM) audit.note({ actor, door, action: 'denied', task, facts: { verb, action: refusal.action } });
};
