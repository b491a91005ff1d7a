import { Schema, type Connection, type Model, type SchemaDefinitionProperty, type SchemaOptions } from 'mongoose';
import type { Span } from '../../src/domain/absence.js';
import { AUDIT_ACTIONS } from '../../src/domain/audit.js';
import type { Change, Entry } from '../../src/domain/history.js';
import { NOTICE_KINDS, WAITS } from '../../src/domain/intent.js';
import { DOORS, STATUSES, type Deadline, type Due, type Links, type Note, type Sealed, type Source, type Task } from '../../src/domain/task.js';
import type { Notice } from '../../src/ports/notice-store.js';
import type { PlaybookVersion } from '../../src/ports/playbook-store.js';
import type { Answer } from '../../src/ports/task-store.js';
import type {
  AbsenceDocument, AddressDocument, AnchorDocument, AuditDocument, CounterDocument, DayDocument, DraftDocument, HandoffDocument, HeadDocument, KeyMarkDocument, NoticeDocument, PlaybookDocument, SeenDocument, SessionDocument, SignInLinkDocument, TaskDocument,
  TombstoneDocument,
} from './documents.js';

const { Mixed } = Schema.Types;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** Every field of a document has its line: one that is forgotten here does not compile, one that is unknown here is refused at the write. */
type Definition<Document> = { [Key in keyof Required<Document>]: SchemaDefinitionProperty };

const STRICT = { strict: 'throw', strictQuery: 'throw', minimize: false, id: false } as const;
// Indexes are made by `ensureIndexes`, and versions are the task's own.
const OPTIONS = { ...STRICT, versionKey: false, autoIndex: false, autoCreate: false } as const satisfies SchemaOptions;

const text = { type: String, required: true };
const count = { type: Number, required: true };
const moment = { type: Date, required: true };
const maybeText = { type: String, default: null };
const maybeCount = { type: Number, default: null };
const maybeMoment = { type: Date, default: null };
const of = <Part>(shape: Definition<Part>): Schema<Part> => new Schema<Part>(shape, { ...STRICT, _id: false });
const some = <Part>(schema: Schema<Part>) => ({ type: schema, required: true });
const maybe = <Part>(schema: Schema<Part>) => ({ type: schema, default: null });

// Marks belong to patient references, which stand in fields.
const sealed = of<Omit<Sealed, 'mark'>>({ sealed: text, key: text });
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

const ref = of<NonNullable<Notice['ref']>>({ platform: text, channel: text, ts: text });
const notice: Definition<NoticeDocument> = {
  _id: text, schemaVersion: count, task: maybeCount, about: maybeText, kind: { ...text, enum: NOTICE_KINDS }, to: { type: Mixed, required: true }, by: text,
  ref: maybe(ref), shown: count, wanted: count,
  state: { ...text, enum: ['queued', 'sent', 'failed', 'held', 'told'] }, waits: { type: String, enum: WAITS }, items: { type: [String], default: undefined }, again: Boolean, attempts: count, nextAt: Date, trouble: maybeText, addedAt: moment,
};

const counter: Definition<CounterDocument> = { _id: text, schemaVersion: count, value: count };
const anchor: Definition<AnchorDocument> = { _id: count, schemaVersion: count, seq: count, hash: text };
const address: Definition<AddressDocument> = { _id: text, schemaVersion: count, service: text, conversation: text };
const seen: Definition<SeenDocument> = { _id: text, schemaVersion: count, at: moment };
const draft: Definition<DraftDocument> = { _id: text, schemaVersion: count, source: Mixed, sourceText: maybe(sealed), cameBy: maybeText, suggestion: Mixed, at: moment };
const playbook: Definition<PlaybookDocument> = {
  _id: count, schemaVersion: count, at: moment, by: text, why: { type: String, default: '' },
  yaml: maybe(of<NonNullable<PlaybookVersion['yaml']>>({ digest: text, text: String, settings: Mixed })), body: { type: Mixed, required: true },
};

const audit: Definition<AuditDocument> = {
  _id: count, schemaVersion: count, at: moment, actor: text, door: { ...text, enum: DOORS }, action: { ...text, enum: AUDIT_ACTIONS }, task: maybeCount,
  facts: { type: Mixed, required: true }, prev: text, hash: text,
};
const head: Definition<HeadDocument> = { _id: text, schemaVersion: count, seq: count, hash: text };
const tombstone: Definition<TombstoneDocument> = { _id: count, schemaVersion: count, seq: count, hash: text, createdAt: moment, closedAt: moment, audit: count };
const keyMark: Definition<KeyMarkDocument> = { _id: text, schemaVersion: count, current: text, older: [String] };
const signInLink: Definition<SignInLinkDocument> = { _id: text, schemaVersion: count, person: text, door: { ...text, enum: DOORS }, page: text, endsAt: moment };
const session: Definition<SessionDocument> = { _id: text, schemaVersion: count, person: text, idleUntil: moment, endsAt: moment };
const absence: Definition<AbsenceDocument> = { _id: text, schemaVersion: count, away: [of<Span>({ from: text, to: text })], returned: maybeText };
const day: Definition<DayDocument> = { _id: text, schemaVersion: count, rows: [Mixed] };
const handoff: Definition<HandoffDocument> = {
  _id: text, schemaVersion: count, version: count, from: text, to: text, tasks: [Number], note: maybe(sealed), at: moment, endsAt: moment, door: { ...text, enum: DOORS },
  state: { ...text, enum: ['offered', 'accepted', 'declined', 'withdrawn', 'ended'] }, result: { type: Mixed, default: null }, lookAt: Date, addedAt: moment,
};

/** For what is read to the end: without it a server sends 16 MB at a time, which small documents turn into far more memory. */
export const STREAMED = { batchSize: 200 } as const;

/** The order of every list. The number comes last, so that pages neither repeat nor skip. */
export const LIST_ORDER = { urgency: 1, sortDue: 1, _id: 1 } as const;

const taskSchema = () => {
  const schema = new Schema<TaskDocument>(task, OPTIONS);
  schema.index({ 'origin.id': 1 }, { unique: true });
  schema.index({ 'commands.id': 1 });
  for (const part of ['owner', 'queue', 'requester', 'reviewer']) schema.index({ [part]: 1, open: 1, ...LIST_ORDER });
  schema.index({ open: 1, ...LIST_ORDER });
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

const noticeSchema = () => {
  const schema = new Schema<NoticeDocument>(notice, OPTIONS);
  schema.index({ nextAt: 1 }, { sparse: true });
  schema.index({ task: 1, kind: 1 });
  // Few are held at a time, and few are messages that gather others.
  schema.index({ waits: 1, state: 1 }, { sparse: true });
  schema.index({ items: 1 }, { sparse: true });
  schema.index({ addedAt: 1 }, { expireAfterSeconds: 365 * DAY });
  return schema;
};

const handoffSchema = () => {
  const schema = new Schema<HandoffDocument>(handoff, OPTIONS);
  schema.index({ lookAt: 1 }, { sparse: true });
  schema.index({ addedAt: 1 }, { expireAfterSeconds: 365 * DAY });
  return schema;
};

export type Models = {
  tasks: Model<TaskDocument>;
  counters: Model<CounterDocument>;
  anchors: Model<AnchorDocument>;
  drafts: Model<DraftDocument>;
  seen: Model<SeenDocument>;
  notices: Model<NoticeDocument>;
  playbooks: Model<PlaybookDocument>;
  audit: Model<AuditDocument>;
  heads: Model<HeadDocument>;
  keyMarks: Model<KeyMarkDocument>;
  tombstones: Model<TombstoneDocument>;
  signInLinks: Model<SignInLinkDocument>;
  sessions: Model<SessionDocument>;
  addresses: Model<AddressDocument>;
  absences: Model<AbsenceDocument>;
  handoffs: Model<HandoffDocument>;
  days: Model<DayDocument>;
};

/** The models of one connection; each is named as its collection. */
export const modelsOn = (connection: Connection): Models => {
  // The document's type is named, not inferred: mongoose's own inference gives another answer by the order in which files are checked.
  const model = <T>(name: string, schema: Schema<T>): Model<T> => connection.model<T>(name, schema, name);
  return {
    tasks: model<TaskDocument>('tasks', taskSchema()),
    counters: model<CounterDocument>('counters', new Schema<CounterDocument>(counter, OPTIONS)),
    anchors: model<AnchorDocument>('anchors', new Schema<AnchorDocument>(anchor, OPTIONS)),
    drafts: model<DraftDocument>('drafts', new Schema<DraftDocument>(draft, OPTIONS).index({ at: 1 }, { expireAfterSeconds: DAY })),
    seen: model<SeenDocument>('seen', new Schema<SeenDocument>(seen, OPTIONS).index({ at: 1 }, { expireAfterSeconds: HOUR })),
    notices: model<NoticeDocument>('notices', noticeSchema()),
    playbooks: model<PlaybookDocument>('playbooks', new Schema<PlaybookDocument>(playbook, OPTIONS)),
    audit: model<AuditDocument>('audit', new Schema<AuditDocument>(audit, OPTIONS)),
    heads: model<HeadDocument>('heads', new Schema<HeadDocument>(head, OPTIONS)),
    keyMarks: model<KeyMarkDocument>('key_marks', new Schema<KeyMarkDocument>(keyMark, OPTIONS)),
    tombstones: model<TombstoneDocument>('tombstones', new Schema<TombstoneDocument>(tombstone, OPTIONS)),
    signInLinks: model<SignInLinkDocument>('sign_in_links', new Schema<SignInLinkDocument>(signInLink, OPTIONS).index({ endsAt: 1 }, { expireAfterSeconds: 0 })),
    sessions: model<SessionDocument>('sessions', new Schema<SessionDocument>(session, OPTIONS).index({ endsAt: 1 }, { expireAfterSeconds: 0 })),
    handoffs: model<HandoffDocument>('handoffs', handoffSchema()),
    days: model<DayDocument>('days', new Schema<DayDocument>(day, OPTIONS)),
    addresses: model<AddressDocument>('addresses', new Schema<AddressDocument>(address, OPTIONS)),
    absences: model<AbsenceDocument>('absences', new Schema<AbsenceDocument>(absence, OPTIONS)),
  };
};

/** Makes the indexes that are missing. Without the unique ones nothing here is safe to repeat: finish before the first write. */
export const ensureIndexes = async (models: Models): Promise<void> => {
  await Promise.all(Object.values(models).map((model: { createIndexes(): Promise<unknown> }) => model.createIndexes()));
};
