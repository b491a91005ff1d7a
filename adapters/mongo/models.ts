import { Schema, type Connection, type Model } from 'mongoose';
import type { Span } from '../../src/domain/absence.js';
import { AUDIT_ACTIONS } from '../../src/domain/audit.js';
import { NOTICE_KINDS, WAITS } from '../../src/domain/intent.js';
import { DOORS } from '../../src/domain/task.js';
import type { IntakeSecret } from '../../src/ports/intake-secret-store.js';
import type { Notice } from '../../src/ports/notice-store.js';
import type { PlaybookVersion } from '../../src/ports/playbook-store.js';
import type {
  AbsenceDocument, AddressDocument, AnchorDocument, AttachmentDocument, AuditDocument, CounterDocument, DayDocument, DraftDocument, FeedDocument, HandoffDocument, HeadDocument, IntakeSecretDocument, KeyMarkDocument, MailCursorDocument, NoticeDocument, PlaybookDocument, SeenDocument, SessionDocument, SignInLinkDocument, TaskDocument,
  TombstoneDocument,
} from './documents.js';
import { count, DAY, HOUR, maybe, maybeCount, maybeText, Mixed, moment, of, OPTIONS, sealed, some, text, type Definition } from './schema-parts.js';
import { taskSchema } from './task-schema.js';

const ref = of<NonNullable<Notice['ref']>>({ platform: text, channel: text, ts: text });
const notice: Definition<NoticeDocument> = {
  _id: text, schemaVersion: count, task: maybeCount, about: maybeText, kind: { ...text, enum: NOTICE_KINDS }, to: { type: Mixed, required: true }, by: text,
  ref: maybe(ref), shown: count, wanted: count,
  state: { ...text, enum: ['queued', 'sent', 'failed', 'held', 'told'] }, waits: { type: String, enum: WAITS }, items: { type: [String], default: undefined }, again: Boolean, attempts: count, nextAt: Date, trouble: maybeText, addedAt: moment, dead: Boolean,
};

const counter: Definition<CounterDocument> = { _id: text, schemaVersion: count, value: count };
const anchor: Definition<AnchorDocument> = { _id: count, schemaVersion: count, seq: count, hash: text };
const address: Definition<AddressDocument> = { _id: text, schemaVersion: count, service: text, conversation: text, account: String };
const feed: Definition<FeedDocument> = { _id: text, schemaVersion: count, hash: text, at: moment };
const seen: Definition<SeenDocument> = { _id: text, schemaVersion: count, at: moment };
const draft: Definition<DraftDocument> = { _id: text, schemaVersion: count, source: Mixed, sourceText: maybe(sealed), cameBy: maybeText, suggestion: Mixed, at: moment };
const playbook: Definition<PlaybookDocument> = {
  _id: count, schemaVersion: count, at: moment, by: text, why: { type: String, default: '' },
  yaml: maybe(of<NonNullable<PlaybookVersion['yaml']>>({ digest: text, text: String, settings: Mixed })), body: { type: Mixed, required: true }, recorded: Boolean,
};

const audit: Definition<AuditDocument> = {
  _id: count, schemaVersion: count, at: moment, actor: text, door: { ...text, enum: DOORS }, action: { ...text, enum: AUDIT_ACTIONS }, task: maybeCount,
  facts: { type: Mixed, required: true }, prev: text, hash: text,
};
const head: Definition<HeadDocument> = { _id: text, schemaVersion: count, seq: count, hash: text };
const tombstone: Definition<TombstoneDocument> = { _id: count, schemaVersion: count, seq: count, hash: text, createdAt: moment, closedAt: moment, audit: count };
const keyMark: Definition<KeyMarkDocument> = { _id: text, schemaVersion: count, current: text, older: [String] };
const intakeSecret: Definition<IntakeSecretDocument> = {
  _id: text, schemaVersion: count, version: count, secret: some(sealed), madeAt: moment, before: maybe(of<NonNullable<IntakeSecret['before']>>({ secret: some(sealed), endsAt: moment })),
};
const mailCursor: Definition<MailCursorDocument> = { _id: text, schemaVersion: count, validity: text, uid: count, at: moment };
const attachment: Definition<AttachmentDocument> = { _id: text, schemaVersion: count, task: count, at: moment, name: some(sealed), type: text, size: count, content: some(sealed) };
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

const noticeSchema = () => {
  const schema = new Schema<NoticeDocument>(notice, OPTIONS);
  schema.index({ nextAt: 1 }, { sparse: true });
  schema.index({ task: 1, kind: 1 });
  // Few are held at a time, and few are messages that gather others.
  schema.index({ waits: 1, state: 1 }, { sparse: true });
  schema.index({ items: 1 }, { sparse: true });
  schema.index({ dead: 1 }, { sparse: true });
  schema.index({ addedAt: 1 }, { expireAfterSeconds: 365 * DAY });
  return schema;
};

const handoffSchema = () => {
  const schema = new Schema<HandoffDocument>(handoff, OPTIONS);
  schema.index({ lookAt: 1 }, { sparse: true });
  schema.index({ addedAt: 1 }, { expireAfterSeconds: 365 * DAY });
  return schema;
};

/** A search by what, newest first; `at` alone is for a stretch of time. */
const auditSchema = () => {
  const schema = new Schema<AuditDocument>(audit, OPTIONS);
  for (const by of ['task', 'actor', 'action'] as const) schema.index({ [by]: 1, at: -1, _id: -1 });
  return schema.index({ at: -1, _id: -1 });
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
  intakeSecrets: Model<IntakeSecretDocument>;
  mailCursors: Model<MailCursorDocument>;
  attachments: Model<AttachmentDocument>;
  tombstones: Model<TombstoneDocument>;
  signInLinks: Model<SignInLinkDocument>;
  sessions: Model<SessionDocument>;
  addresses: Model<AddressDocument>;
  absences: Model<AbsenceDocument>;
  feeds: Model<FeedDocument>;
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
    audit: model<AuditDocument>('audit', auditSchema()),
    heads: model<HeadDocument>('heads', new Schema<HeadDocument>(head, OPTIONS)),
    keyMarks: model<KeyMarkDocument>('key_marks', new Schema<KeyMarkDocument>(keyMark, OPTIONS)),
    intakeSecrets: model<IntakeSecretDocument>('intake_secrets', new Schema<IntakeSecretDocument>(intakeSecret, OPTIONS)),
    mailCursors: model<MailCursorDocument>('mail_cursors', new Schema<MailCursorDocument>(mailCursor, OPTIONS)),
    attachments: model<AttachmentDocument>('attachments', new Schema<AttachmentDocument>(attachment, OPTIONS).index({ task: 1 })),
    tombstones: model<TombstoneDocument>('tombstones', new Schema<TombstoneDocument>(tombstone, OPTIONS)),
    signInLinks: model<SignInLinkDocument>('sign_in_links', new Schema<SignInLinkDocument>(signInLink, OPTIONS).index({ endsAt: 1 }, { expireAfterSeconds: 0 })),
    sessions: model<SessionDocument>('sessions', new Schema<SessionDocument>(session, OPTIONS).index({ endsAt: 1 }, { expireAfterSeconds: 0 })),
    handoffs: model<HandoffDocument>('handoffs', handoffSchema()),
    days: model<DayDocument>('days', new Schema<DayDocument>(day, OPTIONS)),
    addresses: model<AddressDocument>('addresses', new Schema<AddressDocument>(address, OPTIONS)),
    absences: model<AbsenceDocument>('absences', new Schema<AbsenceDocument>(absence, OPTIONS)),
    feeds: model<FeedDocument>('feeds', new Schema<FeedDocument>(feed, OPTIONS).index({ hash: 1 }, { unique: true })),
  };
};

/** Makes the indexes that are missing. Without the unique ones nothing here is safe to repeat: finish before the first write. */
export const ensureIndexes = async (models: Models): Promise<void> => {
  await Promise.all(Object.values(models).map((model: { createIndexes(): Promise<unknown> }) => model.createIndexes()));
};
