// A task as a document, and back. What indexes need is derived here and nowhere else.
import { isClosed, isSealed, type Priority, type Task } from '../../src/domain/task.js';
import type { Listed } from '../../src/ports/task-store.js';
import { SCHEMA_VERSION, type Derived, type TaskDocument, type TaskState } from './documents.js';

/** What nobody has looked at may be urgent: it comes before all but the urgent. */
const URGENCY: Readonly<Record<Priority | 'triage', number>> = { urgent: 0, triage: 1, high: 2, normal: 3, low: 4 };

const earliest = (moments: readonly (Date | undefined)[]): Date | undefined =>
  moments.filter((moment) => moment !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];

/** The marks of a task's patient references. */
export const marksOf = ({ fields }: Pick<Task, 'fields'>): string[] => Object.values(fields).flatMap((value) => (isSealed(value) && value.mark !== undefined ? [value.mark] : []));

const derive = (task: Task, words: readonly string[]): Derived => ({
  open: !isClosed(task),
  ...(task.state.status === 'in_review' ? { reviewer: task.state.reviewer } : {}),
  urgency: URGENCY[task.priority ?? 'triage'],
  sortDue: earliest([task.due?.at, task.deadline?.at]) ?? task.createdAt,
  ...(task.attentionAt ? { attentionAt: task.attentionAt } : {}),
  changedAt: task.history.at(-1)?.at ?? task.createdAt,
  ...(isClosed(task) ? { closedAt: task.since } : {}),
  words: [...words],
  ...(marksOf(task).length > 0 ? { marks: marksOf(task) } : {}),
  headHash: task.history.at(-1)?.hash ?? '',
});

/** Everything of the document that a commit replaces; history, intents and commands only grow and are not among it. */
export const encodeTask = (task: Task, words: readonly string[]): TaskState => {
  const { number: _number, history: _history, attentionAt: _attentionAt, ...state } = task;
  return { ...state, ...derive(task, words), schemaVersion: SCHEMA_VERSION };
};

/** The fields that an encoded task may lack: a commit takes them away from what is stored. */
const ABSENT = ['reviewer', 'attentionAt', 'closedAt', 'marks'] as const;

/** The update that makes the stored state equal to `state`. */
export const replacing = (state: TaskState) => {
  const absent = ABSENT.filter((name) => state[name] === undefined);
  return { $set: state, ...(absent.length === 0 ? {} : { $unset: Object.fromEntries(absent.map((name) => [name, 1])) }) };
};

/** What a list leaves in the store. */
export const LISTED = { history: 0, notes: 0, sourceText: 0, intents: 0, commands: 0, origin: 0, words: 0, marks: 0 } as const;

/** What older documents lack, with what it means there. */
const LATER = { takenInBy: null, onIt: null, links: { duplicates: [] } } as const;

const decode = (document: Omit<TaskDocument, keyof typeof LISTED>, rest: Pick<Task, 'history' | 'notes' | 'sourceText'>): Task => {
  const { _id: number, schemaVersion, open: _open, reviewer: _reviewer, urgency: _urgency, sortDue: _sortDue, closedAt: _closedAt, headHash: _headHash, owingSince: _since, changedAt: _changedAt, attentionAt = null, ...state } = document;
  if (schemaVersion !== SCHEMA_VERSION) {
    throw new Error(`Task ${number} has schema version ${schemaVersion}; this release reads ${SCHEMA_VERSION}. Run the release that wrote it.`);
  }
  // That type, priority, owner and due go with the state was promised by the task that was encoded.
  return { ...LATER, ...state, ...rest, links: { ...LATER.links, ...state.links }, number, attentionAt } as Task;
};

/** The task of a whole document. Throws where a later release of Rounds wrote it. */
export const decodeTask = ({ history, notes, sourceText, intents: _intents, commands: _commands, origin: _origin, words: _words, marks: _marks, ...document }: TaskDocument): Task =>
  decode(document, { history, notes, sourceText });

/** The task of a document that was read with `LISTED`. */
export const decodeListed = (document: Omit<TaskDocument, keyof typeof LISTED>): Listed =>
  ({ ...decode(document, { history: [], notes: [], sourceText: null }), history: [] });
