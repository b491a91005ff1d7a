// What chat may show of a patient, by PHI_MODE (DESIGN.md): one rule for every surface.
import { typeOf } from './playbook.js';
import type { PhiMode, Playbook } from './playbook.js';
import type { Task } from './task.js';

/** `message`: direct and ephemeral messages. `form`: modals and home. Channels never show a source's text. */
export type Surface = 'message' | 'form';

/** Whether a practice recorded an agreement with the platform's vendor. */
const agreed = (playbook: Playbook, platform: string) => playbook.agreements.some((agreement) => agreement.with.toLowerCase().includes(platform));

/** Whether this surface may show the source's text. Types without patient data show theirs in every mode. */
export const mayQuote = (task: Pick<Task, 'type'>, surface: Surface, mode: PhiMode, platform: string, playbook: Playbook): boolean => {
  if (typeOf(playbook, task.type)?.patient_data === false) return true;
  if (mode === 'none' || !agreed(playbook, platform)) return false;
  return mode === 'full' || surface === 'message';
};
