import type { PhiMode, Playbook } from '../domain/playbook.js';
import { typeOf } from '../domain/playbook.js';
import type { Task } from '../domain/task.js';
import type { ChatPlatform } from '../ports/chat-platform.js';
import type { Clock } from '../ports/clock.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { Sealer } from '../ports/sealer.js';
import type { DraftStore, TaskStore } from '../ports/task-store.js';
import type { Suggest } from '../triage/suggest.js';
import type { AskModel } from './ask-model.js';
import type { Audit } from './keep-audit.js';

/** What use cases need. Each asks for the part that it uses. */
export type Deps = {
  tasks: TaskStore;
  drafts: DraftStore;
  playbooks: Playbooks;
  sealer: Sealer;
  clock: Clock;
  phiMode: PhiMode;
  /** Where notices may go, the first first. */
  platforms: readonly Pick<ChatPlatform, 'name'>[];
  audit: Pick<Audit, 'keep' | 'note'>;
  /** The built-in classifier, or whatever stands for it. */
  suggest: Suggest;
  /** The model, where one is configured. */
  askModel: AskModel | null;
  /** A new id for a form. */
  newId(): string;
  /** Carries out what a change caused, at once and in the background. */
  kick(): void;
};

/** The rules as a decision reads them: those in force, and those that a task was made under. */
export type Reading = { playbooks: Pick<Playbooks, 'current' | 'at'> };

/** Today's playbook with the task's own type as it was when the task was made. */
export const playbookFor = async (task: Pick<Task, 'type' | 'typeVersion'>, playbooks: Reading['playbooks']): Promise<Playbook> => {
  const current = playbooks.current();
  if (task.type === null || task.typeVersion === current.version) return current;
  const made = typeOf(await playbooks.at(task.typeVersion), task.type);
  if (made === null) return current;
  const others = current.task_types.filter(({ key }) => key !== made.key);
  // Who may see it follows today's rule where that is the stricter one: a type that was closed since is closed for its older tasks too.
  const sensitivity = typeOf(current, made.key)?.sensitivity === 'restricted' ? 'restricted' : made.sensitivity;
  return { ...current, task_types: [...others, { ...made, sensitivity }] };
};
