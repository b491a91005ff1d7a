// What Rounds needs of its store. One document's atomic write is always enough.
import type { Intent } from '../domain/intent.js';
import type { Anchor } from '../domain/history.js';
import type { Course } from '../domain/insights/pilot.js';
import type { PersonKey, QueueKey, TypeKey } from '../domain/playbook.js';
import type { Sealed, Status, Task } from '../domain/task.js';
import type { Suggestion } from '../triage/suggestion.js';

/** What a command got for an answer; given again when the platform delivers it twice. */
export type Answer = { task: number; version: number; verb: string };

export type Commit = {
  task: Task;
  /** The version read; the write is refused where the stored one is another. */
  expected: number;
  intents: readonly Intent[];
  /** The words that the task is found by, as `wordsOf` makes them of its safe texts: type, people, card line. */
  words: readonly string[];
  once: { id: string; answer: Answer };
};

/** A task in a list: without its history, notes and texts. */
export type Listed = Task & { history: readonly [] };

/** All given parts must hold. Lists are ordered by urgency (what is in triage after the urgent), then by what is due first, then by number. */
export type TaskQuery = {
  owner?: PersonKey;
  requester?: PersonKey;
  notOwner?: PersonKey;
  reviewer?: PersonKey;
  queue?: QueueKey;
  /** Queues that the asker may see, beside what is theirs. Absent: all. */
  within?: {
    queues: readonly QueueKey[];
    person: PersonKey;
    /** Types that are closed in those queues, `but` some. */
    closed?: { types: readonly TypeKey[]; but: readonly QueueKey[] };
  };
  status?: readonly Status[];
  /** Each, as `wordsOf` makes them, begins one of the task's words. */
  words?: readonly string[];
  type?: TypeKey;
  /** Tasks with one of these marks of a patient reference. */
  marks?: readonly string[];
  /** Open, or made since then. */
  openOrSince?: Date;
  /** Past their due date at that moment, the clock not paused; or all others. */
  late?: { at: Date; is: boolean };
  /** What a reader asks of a list besides: each must hold as well. */
  only?: Narrowed;
  /** Tasks made of this message or thread. */
  source?: { platform: string; channel: string; ts?: string; thread?: string };
};

export type Narrowed = {
  owner?: PersonKey;
  type?: TypeKey;
  /** Why it waits. */
  reason?: string;
  /** Past their due date at that moment, the clock not paused. */
  lateAt?: Date;
  /** One of these fields has this answer. */
  answers?: readonly { keys: readonly string[]; value: string }[];
};

export type TaskStore = {
  /** The next number: ascending, gaps allowed. */
  nextNumber(): Promise<number>;
  /** The answer to a command that was carried out before, on any task. */
  answerTo(commandId: string): Promise<Answer | null>;
  load(number: number): Promise<Task | null>;
  /** Stores a new task. `already` where the command's id has made one. */
  insert(commit: Omit<Commit, 'expected'>): Promise<{ result: 'stored' } | { result: 'already'; answer: Answer }>;
  /** The guarded write. `already` where the command was carried out in the meantime. */
  commit(commit: Commit): Promise<{ result: 'stored' } | { result: 'lost_race' } | { result: 'already'; answer: Answer }>;
  /** A page of the list: `limit` tasks from `skip` on, and how many there are in all. */
  list(query: TaskQuery, page: { skip: number; limit: number }): Promise<{ tasks: readonly Listed[]; total: number }>;
  /** Tasks of these queues that were made since, streamed in no order. */
  madeSince(queues: readonly QueueKey[], since: Date): AsyncIterable<Listed>;
  /** Open tasks by owner, for routing by load. */
  workload(people: readonly PersonKey[]): Promise<ReadonlyMap<PersonKey, number>>;
  /** How many tasks of a queue are open, how many of those are past their due date at `now` (the clock not paused), and the course of each that was made since. */
  pilot(queue: QueueKey, since: Date, now: Date): Promise<{ open: number; late: number; courses: readonly Course[] }>;
  /** Tasks with `attentionAt <= now`, the longest waiting first. */
  attentionDue(now: Date, limit: number): Promise<readonly { number: number; version: number }[]>;
  /** Tasks that changed and owe what follows: their intents, and the anchor of their last entry. The oldest first. */
  owing(limit: number): Promise<readonly { number: number; version: number; anchor: Anchor; intents: readonly Intent[] }[]>;
  /** Forgets intents that were carried out, and that the task owes where nothing else is left and it is still at `version`. Changes no version. */
  settle(paid: { number: number; version: number; keys: readonly string[] }): Promise<void>;
  /** Puts the task's sealed texts in place of those stored, and nothing else: no version, no history. `lost_race` where it changed since it was read. */
  reseal(task: Pick<Task, 'number' | 'version' | 'fields' | 'sourceText' | 'notes'>): Promise<{ result: 'stored' } | { result: 'lost_race' }>;
  /** Every open task, without its history, each with when it last changed; null where an older release wrote it. */
  open(): AsyncIterable<{ task: Listed; changedAt: Date | null }>;
  /** Tasks that changed since then, with their whole histories, streamed. */
  changedSince(at: Date): AsyncIterable<Task>;
  /** Every task with its whole history, ascending, streamed. */
  all(): AsyncIterable<Task>;
  /** Remembers the last entry of a task's history outside its document. Never goes back. */
  anchor(number: number, anchor: Anchor): Promise<void>;
  anchorOf(number: number): Promise<Anchor | null>;
  anchors(): AsyncIterable<{ number: number; anchor: Anchor }>;
};

/** What an opened form keeps until it is submitted: the text of its source message, sealed. Forgotten after a day. */
export type Draft = {
  form: string;
  source: Omit<Extract<Task['source'], object>, 'changed'> | null;
  sourceText: Sealed | null;
  cameBy: Task['cameBy'] | null;
  /** The model's, once it has answered. The built-in one is worked out whenever it is asked for. */
  suggestion: Suggestion | null;
};

export type DraftStore = {
  keep(draft: Draft): Promise<void>;
  find(form: string): Promise<Draft | null>;
  /** Adds a suggestion; nothing where the draft is gone. */
  suggest(form: string, suggestion: Suggestion): Promise<void>;
};

/** Marks what a platform has delivered, through restarts: events by their id, requests by their signature. */
export type SeenStore = {
  has(id: string): Promise<boolean>;
  /** True where this call was the first to mark it. Forgotten after an hour. */
  mark(id: string): Promise<boolean>;
};
