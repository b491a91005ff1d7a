// Notices about people and no one task, rendered when they are sent.
import { personOf } from '../domain/playbook.js';
import type { PersonKey } from '../domain/playbook.js';
import type { HandoffStore } from '../ports/handoff-store.js';
import type { Notice } from '../ports/notice-store.js';
import { saidForYou } from '../view/absence.js';
import { handedMessage, offerMessage } from '../view/handoff.js';
import { movedForYou } from '../view/moved.js';
import type { Message } from '../view/nodes.js';
import { leftMessage, selfGivenMessage } from '../view/notice.js';
import { fileMessage } from '../view/setup/file.js';
import { nameOf, queueNameOf } from '../view/words.js';
import type { Deps } from './deps.js';
import { tasksOf } from './hand-off.js';

export type Rendering = Pick<Deps, 'tasks' | 'playbooks' | 'clock'> & { handoffs: Pick<HandoffStore, 'find'> };

const handoffNotice = async ({ about, kind }: Notice, reader: PersonKey, deps: Rendering): Promise<{ message: Message; version: number } | null> => {
  const handoff = about === null ? null : await deps.handoffs.find(about);
  if (handoff === null) return null;
  const playbook = deps.playbooks.current();
  const reading = { playbook, now: deps.clock.now(), reader };
  const message = kind === 'handed' ? handedMessage(handoff, reading) : offerMessage(handoff, await tasksOf(handoff, personOf(playbook, reader), deps), reading);
  return { message, version: handoff.version };
};

/** The message of a notice without a task, and the version that it shows; null where what it is about is gone. */
export const personalNotice = async (notice: Notice, deps: Rendering): Promise<{ message: Message; version: number } | null> => {
  const { kind, by, to, wanted, about } = notice;
  if (kind === 'playbook_file') return { message: fileMessage(deps.playbooks.fileNews()), version: wanted };
  const playbook = deps.playbooks.current();
  const reader = 'person' in to ? to.person : '';
  if (kind === 'handoff' || kind === 'handed') return handoffNotice(notice, reader, deps);
  const whom = personOf(playbook, reader);
  if (kind === 'absence') return whom && { message: saidForYou(whom, nameOf(playbook, by), playbook, deps.clock.now()), version: wanted };
  if (kind === 'self_given') return { message: selfGivenMessage(nameOf(playbook, by), about === 'manager' || about === 'auditor' ? `role of ${about}` : queueNameOf(playbook, about ?? '')), version: wanted };
  return { message: kind === 'moved' ? movedForYou(nameOf(playbook, by), about?.split(',') ?? []) : leftMessage(nameOf(playbook, by)), version: wanted };
};
