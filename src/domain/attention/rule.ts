import type { NoticeKind } from '../intent.js';
import type { PersonKey, Playbook } from '../playbook.js';
import type { Task } from '../task.js';

/** Something owed at a moment. `key` makes its notice unique within the task. */
export type Owed = { at: Date; kind: NoticeKind; to: PersonKey; key: string };
export type AttentionRule = (task: Task, playbook: Playbook) => Owed | null;
