import type { Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { wordsOf } from '../domain/search-words.js';
import { cardLine } from '../view/task-line.js';
import { nameOf, queueNameOf, STATUS_WORDS, typeNameOf } from '../view/words.js';

/** The words that a task is found by: its number, type, queue, status, people and card line. Nothing of the patient is among them. */
export const searchWords = (task: Task, playbook: Playbook): string[] =>
  wordsOf(taskName(task.number), String(task.number), typeNameOf(playbook, task), queueNameOf(playbook, task.queue), STATUS_WORDS[task.state.status], nameOf(playbook, task.requester), ...(task.owner === null ? [] : [nameOf(playbook, task.owner)]), ...cardLine(task, playbook));
