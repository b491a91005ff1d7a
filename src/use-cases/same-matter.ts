// Whether the same patient has the same kind of task already: open, or made not long ago. By marks; no reference is compared or shown.
import { addCalendarDays } from '../domain/local-time.js';
import { typeOf } from '../domain/playbook.js';
import type { Person } from '../domain/playbook.js';
import type { Task } from '../domain/task.js';
import { answer } from '../view/forms/inputs.js';
import type { Answers } from '../view/nodes.js';
import type { Deps } from './deps.js';
import { seenBy } from './look.js';

const RECENT_DAYS = 30;
/** More than a person looks at; those whom the reader may not see are left out of it. */
const MOST = 20;

type Matter = { type: string | null; references: readonly string[]; except?: number };

/** The patient references among typed answers. */
export const referencesIn = (answers: Answers, key: string | null, { playbooks }: Pick<Deps, 'playbooks'>): string[] =>
  (typeOf(playbooks.current(), key)?.fields ?? []).filter(({ kind }) => kind === 'patient_ref').map((field) => answer(answers, field.key)).filter((text) => text !== '');

/** Tasks of this type for these patients, as far as the reader may see them; not `except` itself. */
export const sameMatter = async ({ tasks, playbooks, sealer, clock }: Pick<Deps, 'tasks' | 'playbooks' | 'sealer' | 'clock'>, reader: Person, { type, references, except }: Matter): Promise<readonly Task[]> => {
  const marks = references.flatMap((reference) => sealer.marksOf(reference));
  if (type === null || marks.length === 0) return [];
  const since = addCalendarDays(playbooks.current().practice.timezone, clock.now(), -RECENT_DAYS);
  const { tasks: found } = await tasks.list({ marks, type, openOrSince: since }, { skip: 0, limit: MOST });
  return seenBy(reader, found.filter(({ number }) => number !== except), playbooks);
};
