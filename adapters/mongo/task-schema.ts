// The task as it lies in the store: one document with its state, its history and what it owes.
import { Schema } from 'mongoose';
import type { Change, Entry } from '../../src/domain/history.js';
import { DOORS, STATUSES, type Deadline, type Due, type Links, type Note, type Source, type Task } from '../../src/domain/task.js';
import type { Answer } from '../../src/ports/task-store.js';
import type { TaskDocument } from './documents.js';
import { count, maybe, maybeCount, maybeMoment, maybeText, Mixed, moment, of, OPTIONS, sealed, some, text, type Definition } from './schema-parts.js';

const answer = of<Answer>({ task: count, version: count, verb: text });
const command = of<TaskDocument['origin']>({ id: text, answer: some(answer) });
// A change tells apart "from nothing" (null) and "not said" (absent): a default here would break the entry's hash.
const change = of<Change>({ name: text, from: String, to: String });
const entry = of<Entry>({
  seq: count, at: moment, actor: text, door: { ...text, enum: DOORS }, verb: text,
  from: maybeText, to: { ...text, enum: STATUSES }, changes: [change], why: maybeText, facts: Mixed, prev: text, hash: text,
});
const source = of<Source>({
  platform: text, channel: text, ts: text, thread: text, link: maybeText, author: maybeText, changed: maybeText,
});
const note = of<Note>({ at: moment, by: text, text: some(sealed) });
const links = of<Links>({ followUpOf: maybeCount, followUps: [Number], holdsUp: [Number], duplicates: [Number] });
const due = of<Due>({ at: moment, pausedSince: maybeMoment, clock: text });
const onIt = of<NonNullable<Task['onIt']>>({ by: text, until: moment });
const deadline = of<Deadline>({ at: moment, extended: Boolean });

// Unions (a state, a field's value, an intent) are Mixed: their shape is the compiler's business, and mongoose could only blur it.
const task: Definition<TaskDocument> = {
  _id: count, schemaVersion: count, version: count, typeVersion: count,
  queue: text, requester: text, takenInBy: maybeText, cameBy: text, fields: Mixed,
  source: maybe(source), sourceText: maybe(sealed), notes: [note], links: some(links),
  attempts: count, reopened: count, snoozedUntil: maybeMoment, onIt: maybe(onIt), attendedAt: moment, createdAt: moment, since: moment,
  state: { type: Mixed, required: true }, type: maybeText, priority: maybeText, owner: maybeText, due: maybe(due), deadline: maybe(deadline),
  open: { type: Boolean, required: true }, reviewer: String, urgency: count, sortDue: moment, attentionAt: Date, changedAt: Date, closedAt: Date, words: [String], marks: { type: [String], default: undefined }, headHash: text,
  history: [entry], intents: [Mixed], owingSince: Date, commands: [command], origin: some(command),
};

/** The order of every list. The number comes last, so that pages neither repeat nor skip. */
export const LIST_ORDER = { urgency: 1, sortDue: 1, _id: 1 } as const;

export const taskSchema = () => {
  const schema = new Schema<TaskDocument>(task, OPTIONS);
  schema.index({ 'origin.id': 1 }, { unique: true });
  schema.index({ 'commands.id': 1 });
  for (const part of ['owner', 'queue', 'requester', 'reviewer']) schema.index({ [part]: 1, open: 1, ...LIST_ORDER });
  schema.index({ open: 1, ...LIST_ORDER });
  // A queue's columns on the web.
  schema.index({ queue: 1, 'state.status': 1, ...LIST_ORDER });
  schema.index({ queue: 1, createdAt: 1 });
  schema.index({ words: 1 });
  schema.index({ marks: 1 }, { sparse: true });
  schema.index({ 'source.platform': 1, 'source.channel': 1, 'source.ts': 1 }, { sparse: true });
  schema.index({ 'source.platform': 1, 'source.channel': 1, 'source.thread': 1 }, { sparse: true });
  schema.index({ attentionAt: 1 }, { sparse: true });
  schema.index({ closedAt: 1 }, { sparse: true });
  schema.index({ changedAt: 1 }, { sparse: true });
  schema.index({ owingSince: 1 }, { sparse: true });
  return schema;
};
