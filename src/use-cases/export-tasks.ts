// Tasks as other programs read them: who, when, which step, and the names of the fields that changed. Never a field's value.
import { chatThread, isConfirmed } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { TaskStore } from '../ports/task-store.js';

const iso = (moment: Date | undefined | null) => moment?.toISOString() ?? null;

/** `kind` is `message` for a task that was made of a chat message, the door's name for one that came by a door without a person; for the others it is how the work came: `phone`, `fax`, … */
const sourceOf = (task: Task) => {
  const { source, cameBy } = task;
  if (source === null) return { kind: cameBy, channel: null, ts: null, thread: null };
  return { kind: chatThread(task) === null ? source.platform : 'message', channel: source.channel, ts: source.ts, thread: source.thread };
};

const exported = (task: Task) => ({
  number: task.number,
  status: task.state.status,
  type: task.type,
  priority: task.priority,
  owner: task.owner,
  requester: task.requester,
  reviewer: task.state.status === 'in_review' ? task.state.reviewer : null,
  due: isConfirmed(task) ? iso(task.due.at) : null,
  deadline: isConfirmed(task) ? iso(task.deadline?.at) : null,
  version: task.version,
  source: sourceOf(task),
  history: task.history.map(({ seq, at, actor, door, verb, from, to, changes, why, hash, prev }) => ({
    seq, at: iso(at), actor, door, verb, from, to, changes: changes.map(({ name }) => name), why, hash, prev,
  })),
});

/** Every task, ascending, one line of JSON each. */
export const exportTasks = async function* ({ tasks }: { tasks: Pick<TaskStore, 'all'> }): AsyncGenerator<string> {
  for await (const task of tasks.all()) yield JSON.stringify(exported(task));
};
