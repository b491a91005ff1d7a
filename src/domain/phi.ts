// What chat may show of a patient, by PHI_MODE (DESIGN.md): one rule for every surface.
import { isRestricted, may } from './permissions.js';
import { typeOf } from './playbook.js';
import type { Person, PhiMode, Playbook } from './playbook.js';
import type { Task } from './task.js';

/** `message`: direct and ephemeral messages. `form`: modals and home. Both are for one reader. */
export type Surface = { kind: 'message' | 'form'; reader: Person } | { kind: 'channel'; channel: string };

/** Whether a practice recorded an agreement with the platform's vendor. */
const agreed = (playbook: Playbook, platform: string) => playbook.agreements.some((agreement) => agreement.with.toLowerCase().includes(platform));

/** Whether the playbook lets patient details stand in a queue's own channel. Whoever is in it reads them: the practice answers for that. */
const isNamed = (channel: string, { queues }: Playbook) =>
  queues.some(({ patient_data_in_channel, slack_channel, teams_channel }) => patient_data_in_channel === true && [slack_channel, teams_channel].includes(channel));

/**
 * Whether this surface may show the source's text, and patient references masked. Types without patient data show their text in every mode; the
 * others to those alone who may read the details (45 CFR 164.502(b), minimum necessary), and in a channel nothing of a restricted type.
 */
export const mayQuote = (task: Pick<Task, 'type' | 'owner' | 'requester' | 'queue' | 'state'>, surface: Surface, mode: PhiMode, platform: string, playbook: Playbook): boolean => {
  if (surface.kind === 'channel' && isRestricted(task, playbook)) return false;
  if (typeOf(playbook, task.type)?.patient_data === false) return true;
  if (mode === 'none' || !agreed(playbook, platform)) return false;
  if (surface.kind === 'channel') return mode === 'full' && isNamed(surface.channel, playbook);
  return (mode === 'full' || surface.kind === 'message') && may(surface.reader, 'details', task, playbook);
};
