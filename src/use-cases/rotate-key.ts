// Seals every text anew under the key of today. May run twice, beside a running instance, and after one that was stopped half-way.
import { isSealed } from '../domain/task.js';
import type { Sealed, Task } from '../domain/task.js';
import type { AttachmentStore } from '../ports/attachment-store.js';
import type { HandoffStore } from '../ports/handoff-store.js';
import type { IntakeSecretStore } from '../ports/intake-secret-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { TaskStore } from '../ports/task-store.js';

export type Rotated = { tasks: number; resealed: number; left: number };

/** An instance that still writes what it read before leaves texts behind; the next pass finds them. */
const PASSES = 5;

const sealedIn = ({ fields, sourceText, notes }: Task): Sealed[] =>
  [...Object.values(fields).filter(isSealed), ...(sourceText === null ? [] : [sourceText]), ...notes.map(({ text }) => text)];

/** The task with all of it under today's key; null where it is so already. The history holds no sealed text, and stays as it is. */
export const resealed = (task: Task, sealer: Sealer): Task | null => {
  if (sealedIn(task).every((sealed) => sealer.isCurrent(sealed))) return null;
  const anew = (sealed: Sealed) => (sealer.isCurrent(sealed) ? sealed : sealed.mark === undefined ? sealer.seal(sealer.open(sealed)) : sealer.sealReference(sealer.open(sealed)));
  return {
    ...task,
    fields: Object.fromEntries(Object.entries(task.fields).map(([key, value]) => [key, isSealed(value) ? anew(value) : value])),
    sourceText: task.sourceText && anew(task.sourceText),
    notes: task.notes.map((note) => ({ ...note, text: anew(note.text) })),
  };
};

/** Notes of handoffs that nobody has answered yet. Gives how many changed meanwhile and are left. */
const resealNotes = async (handoffs: Pick<HandoffStore, 'pending' | 'change'>, sealer: Sealer): Promise<number> => {
  const old = (await handoffs.pending()).flatMap((handoff) => (handoff.note === null || sealer.isCurrent(handoff.note) ? [] : [{ ...handoff, note: handoff.note }]));
  const done = await Promise.all(old.map((handoff) => handoffs.change({ ...handoff, version: handoff.version + 1, note: sealer.seal(sealer.open(handoff.note)) })));
  return done.filter((stored) => !stored).length;
};

/** The secrets of intake sources, today's and the one before it. */
const resealSecrets = async (secrets: Pick<IntakeSecretStore, 'all' | 'put'>, sealer: Sealer): Promise<number> => {
  const anew = (sealed: Sealed) => (sealer.isCurrent(sealed) ? sealed : sealer.seal(sealer.open(sealed)));
  const old = (await secrets.all()).filter(({ secret, before }) => !sealer.isCurrent(secret) || (before !== null && !sealer.isCurrent(before.secret)));
  const done = await Promise.all(old.map((each) => secrets.put({ ...each, version: each.version + 1, secret: anew(each.secret), before: each.before && { ...each.before, secret: anew(each.before.secret) } })));
  return done.filter((stored) => !stored).length;
};

/** Files that came with mail, one in memory at a time. */
const resealFiles = async (attachments: Pick<AttachmentStore, 'all' | 'replace'>, sealer: Sealer): Promise<void> => {
  for await (const each of attachments.all()) {
    if (!sealer.isCurrent(each.content) || !sealer.isCurrent(each.name)) await attachments.replace({ ...each, name: sealer.seal(sealer.open(each.name)), content: sealer.seal(sealer.open(each.content)) });
  }
};

type Rotating = { tasks: Pick<TaskStore, 'all' | 'reseal'>; handoffs: Pick<HandoffStore, 'pending' | 'change'>; intakeSecrets: Pick<IntakeSecretStore, 'all' | 'put'>; attachments: Pick<AttachmentStore, 'all' | 'replace'>; sealer: Sealer };

export const rotateKey = async ({ tasks, handoffs, intakeSecrets, attachments, sealer }: Rotating): Promise<Rotated> => {
  const count: Rotated = { tasks: 0, resealed: 0, left: 0 };
  for (let pass = 0; pass < PASSES; pass += 1) {
    [count.tasks, count.left] = [0, (await resealNotes(handoffs, sealer)) + (await resealSecrets(intakeSecrets, sealer))];
    await resealFiles(attachments, sealer);
    for await (const task of tasks.all()) {
      count.tasks += 1;
      const next = resealed(task, sealer);
      if (next === null) continue;
      const { result } = await tasks.reseal(next);
      if (result === 'stored') count.resealed += 1;
      else count.left += 1;
    }
    if (count.left === 0) break;
  }
  return count;
};
