// The evidence pack of one task: who did what, when and why, under which rules, who was told, and the proof that nothing of it was changed.
import { auditVerifier } from '../domain/audit.js';
import type { AuditEntry, AuditVerdict } from '../domain/audit.js';
import type { Anchor, Entry } from '../domain/history.js';
import { privateAnswers } from '../view/details.js';
import { isConfirmed, isSealed, taskName } from '../domain/task.js';
import type { Sealed, Task } from '../domain/task.js';
import { typeOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import type { Tombstone } from '../domain/retention.js';
import { describeType } from '../playbook/describe/task-type.js';
import { namesOf } from '../playbook/describe/names.js';
import { readSettings } from '../playbook/read.js';
import type { AttachmentStore } from '../ports/attachment-store.js';
import type { AuditStore } from '../ports/audit-store.js';
import type { AddedNotice, NoticeStore } from '../ports/notice-store.js';
import type { PlaybookStore, PlaybookVersion } from '../ports/playbook-store.js';
import type { RetentionStore } from '../ports/retention-store.js';
import type { TaskStore } from '../ports/task-store.js';
import { cardLine, stateWords } from '../view/task-line.js';
import { entryWords } from '../view/history.js';
import { nameOf, queueNameOf, titleOf } from '../view/words.js';
import { faultsOf, wasPurged } from './verify-histories.js';
import type { HistoryFault } from './verify-histories.js';

type Collecting = {
  tasks: Pick<TaskStore, 'load' | 'anchorOf'>;
  audit: Pick<AuditStore, 'all' | 'head' | 'entry'>;
  notices: Pick<NoticeStore, 'about'>;
  playbooks: Pick<PlaybookStore, 'load' | 'latest'>;
  retention: Pick<RetentionStore, 'tombstone'>;
  attachments: Pick<AttachmentStore, 'of'>;
};

type Who = { key: string; name: string };
type Act = Omit<Entry, 'actor'> & { actor: Who; /** In words: what was done, and what changed by it. */ did: string; details: readonly string[] };

export type Summary = {
  title: string; status: string; about: readonly string[]; queue: string; type: string | null; priority: string | null;
  owner: Who | null; requester: Who; created: Date; due: Date | null; deadline: Date | null; followUpOf: string | null; followUps: readonly string[];
};

/** The playbook's version under which the task's type was fixed, and what that version says of the type. */
export type Rules = { version: number; inForceSince: Date; by: Who; why: string; says: Readonly<Record<string, string>> };

export type Texts = { source: string | null; answers: readonly { label: string; text: string }[]; notes: readonly { at: Date; by: Who; text: string }[]; /** Files that came with mail, by name; they are opened on the page of details. */ files: readonly { at: Date; name: string; bytes: number }[] };

export type Evidence = {
  task: string;
  made: { at: Date; by: string };
  practice: { name: string; timezone: string };
  /** Null of a purged task: only `purged` is left of it. */
  summary: Summary | null;
  purged: Tombstone | null;
  history: readonly Act[];
  /** What the audit holds about it: denied attempts, reveals, exports, its purge. */
  audit: readonly AuditEntry[];
  /** Messages of the last year; the history names those that were sent about a date before. */
  told: readonly { at: Date; to: string; about: string; state: string }[];
  rules: Rules | null;
  proof: { whole: boolean; faults: readonly HistoryFault[]; head: Anchor | null; anchor: Anchor | null; audit: AuditVerdict & { head: Anchor | null } };
  /** Opened with the field key; null where they were not asked for. */
  texts: Texts | null;
};

const playbookAt = (stored: PlaybookVersion | null): Playbook | null => {
  const reading = stored && readSettings(stored.body, stored.version);
  return reading?.ok ? reading.playbook : null;
};

/** The whole chain is proved, and what is about this task is kept. */
const auditAbout = async (number: number, audit: Collecting['audit']) => {
  const head = await audit.head();
  const verifier = auditVerifier(head);
  const about: AuditEntry[] = [];
  for await (const entry of audit.all()) {
    verifier.see(entry);
    if (entry.task === number) about.push(entry);
  }
  return { about, verdict: { ...verifier.end(), head } };
};

const summaryOf = (task: Task, playbook: Playbook, who: (key: string) => Who, now: Date): Summary => ({
  title: titleOf(playbook, task), status: stateWords(task, playbook, now), about: cardLine(task, playbook), queue: queueNameOf(playbook, task.queue), type: task.type, priority: task.priority,
  owner: task.owner === null ? null : who(task.owner), requester: who(task.requester), created: task.createdAt,
  due: isConfirmed(task) ? task.due.at : null, deadline: isConfirmed(task) ? (task.deadline?.at ?? null) : null,
  followUpOf: task.links.followUpOf === null ? null : taskName(task.links.followUpOf), followUps: task.links.followUps.map(taskName),
});

const rulesOf = (task: Task, stored: PlaybookVersion | null, playbook: Playbook | null, who: (key: string) => Who): Rules | null => {
  const type = playbook && typeOf(playbook, task.type);
  return stored && type ? { version: stored.version, inForceSince: stored.at, by: who(stored.by), why: stored.why, says: describeType(type, namesOf(playbook, playbook)).facts } : null;
};

const textsOf = (task: Task, files: Awaited<ReturnType<AttachmentStore['of']>>, playbook: Playbook, who: (key: string) => Who, open: (sealed: Sealed) => string): Texts => ({
  source: task.sourceText && open(task.sourceText),
  answers: privateAnswers(task, playbook).map(({ field: { label }, value }) => ({ label, text: isSealed(value) ? open(value) : String(value) })),
  notes: task.notes.map(({ at, by, text }) => ({ at, by: who(by), text: open(text) })),
  files: files.map(({ at, name, size }) => ({ at, name: open(name), bytes: size })),
});

const toldOf = ({ addedAt, to, kind, state }: AddedNotice, playbook: Playbook) => ({
  at: addedAt, about: kind, state, to: 'person' in to ? nameOf(playbook, to.person) : 'queue' in to ? queueNameOf(playbook, to.queue) : 'webhook' in to ? `webhook ${to.webhook}` : `${to.thread.platform} thread`,
});

/** Null where there never was such a task, or where it was taken out by hand and nothing is left that names it. `open` is given where the sealed texts were asked for. */
export const collectEvidence = async (number: number, made: Evidence['made'], stores: Collecting, open: ((sealed: Sealed) => string) | null): Promise<Evidence | null> => {
  const [task, purged, anchor, latest] = await Promise.all([stores.tasks.load(number), stores.retention.tombstone(number), stores.tasks.anchorOf(number), stores.playbooks.latest()]);
  if (task === null && purged === null && anchor === null) return null;
  const stored = task === null ? null : await stores.playbooks.load(task.typeVersion);
  const current = playbookAt(latest);
  if (current === null) throw new Error('The store holds no playbook that this release can read. Start Rounds once, then try again.');
  const playbook = playbookAt(stored) ?? current;
  const who = (key: string): Who => ({ key, name: nameOf(current, key) });
  const { about, verdict } = await auditAbout(number, stores.audit);
  const faults: HistoryFault[] = task !== null ? faultsOf(task, anchor)
    : purged === null ? [{ task: taskName(number), seq: anchor?.seq ?? 0, fault: 'removed' }]
    : (await wasPurged(purged, anchor, stores)) ? [] : [{ task: taskName(number), seq: purged.seq, fault: 'not_purged' }];
  const last = task?.history.at(-1);
  return {
    task: taskName(number), made, practice: current.practice,
    summary: task && summaryOf(task, playbook, who, made.at),
    purged: task === null ? purged : null,
    history: (task?.history ?? []).map((entry) => ({ ...entry, actor: who(entry.actor), ...entryWords(entry, { task: task as Task, playbook }) })),
    audit: about,
    told: (await stores.notices.about(number)).map((notice) => toldOf(notice, current)),
    rules: task && rulesOf(task, stored, playbookAt(stored), who),
    proof: { whole: faults.length === 0 && verdict.faults.length === 0, faults, head: last ? { seq: last.seq, hash: last.hash } : null, anchor, audit: verdict },
    texts: task && open ? textsOf(task, await stores.attachments.of(number), playbook, who, open) : null,
  };
};
