// A task's history in words: who did what and when, what changed from what to what, and why.
import type { Change, Entry } from '../domain/history.js';
import { queueOf, typeOf } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import type { Task } from '../domain/task.js';
import { CANCEL_REASONS, PRIORITIES, taskName } from '../domain/task.js';
import { ATTENTION_WORDS, isAttention } from './attention/words.js';
import type { Form, FormRef, Line, Node } from './nodes.js';
import { sayExactly, sayTime } from './times.js';
import { BLOCK_OPTIONS, cancelWords, labelIn, nameOf, plural, PRIORITY_WORDS, queueNameOf, STATUS_WORDS } from './words.js';

export const VERB_WORDS: Record<string, string> = {
  create: 'made it', confirm: 'sorted it', start: 'started', resume: 'carried on', wait: 'set it to waiting', left_voicemail: 'left a voicemail', block: 'blocked it', finish: 'finished', approve: 'approved',
  send_back: 'sent it back', reopen: 'reopened it', cancel: 'cancelled it', restore: 'restored it', reassign: 'reassigned it', take_over: 'took it over', link_duplicate: 'linked a duplicate', set_reviewer: 'changed the reviewer', set_due: 'changed the due date', extend_deadline: 'extended the deadline', set_priority: 'changed the priority', edit: 'changed details',
  note: 'added a note', snooze: 'snoozed it', on_it: 'looks after it', attend: 'sent a notice', source_changed: 'saw the source change', hand_over: 'handed it over', unblock: 'saw the other task close', hold_up: 'noted that another task waits', link_follow_up: 'linked the follow-up',
};

const priorityOf = (value: string) => PRIORITIES.find((priority) => priority === value);

type Reading = { task: Task; playbook: Playbook; /** A moment in words. */ time(at: Date): string };
type Say = (value: string, reading: Reading) => string;

const person: Say = (value, { playbook }) => nameOf(playbook, value);
const time: Say = (value, reading) => reading.time(new Date(value));
const asIs: Say = (value) => value;
const told: Say = (value, { playbook }) => {
  const [to = '', kind = ''] = value.split(': ');
  return `${queueOf(playbook, to)?.name ?? nameOf(playbook, to)} (${isAttention(kind) ? ATTENTION_WORDS[kind] : kind})`;
};

/** How each changed part is called, and its value said. Absent: a detail of the type, which shows its label alone. */
const PARTS: Record<string, { label: string; say: Say }> = {
  type: { label: 'type', say: (value, { playbook }) => typeOf(playbook, value)?.name ?? value },
  queue: { label: 'queue', say: (value, { playbook }) => queueNameOf(playbook, value) },
  priority: { label: 'priority', say: (value) => { const priority = priorityOf(value); return priority ? PRIORITY_WORDS[priority] : value; } },
  owner: { label: 'owner', say: person },
  reviewer: { label: 'checked by', say: person },
  due: { label: 'due', say: time },
  deadline: { label: 'deadline', say: time },
  chase: { label: 'ask again', say: time },
  snooze: { label: 'reminders held until', say: time },
  on_it: { label: 'until', say: time },
  waiting_on: { label: 'on', say: (value, { task, playbook }) => typeOf(playbook, task.type)?.waiting_on.find(({ key }) => key === value)?.label ?? value },
  outcome: { label: 'outcome', say: (value, { task, playbook }) => typeOf(playbook, task.type)?.outcomes.find(({ key }) => key === value)?.label ?? value },
  need: { label: 'needs', say: (value) => labelIn(BLOCK_OPTIONS, value).toLowerCase() },
  from: { label: 'from', say: person },
  task: { label: 'needs', say: asIs },
  attempts: { label: 'attempts', say: asIs },
  duplicate_of: { label: 'duplicate of', say: asIs },
  follow_up: { label: 'next task', say: asIs },
  duplicate: { label: 'its duplicate', say: asIs },
  no_duplicate: { label: 'no duplicate after all', say: asIs },
  taken_in_by: { label: 'taken in at the shared login by', say: (value, { playbook }) => `${nameOf(playbook, value)} (unverified)` },
  freed_by: { label: 'closed', say: asIs },
  holds_up: { label: 'waits for this', say: asIs },
  told: { label: 'told', say: told },
  source: { label: 'the source was', say: asIs },
};

/** A detail by its label; its values stay out of the history. */
const labelOf = (name: string, { task, playbook }: Reading): string => {
  const type = typeOf(playbook, task.type);
  return [...(type?.fields ?? []), ...(type?.outcomes.flatMap(({ fields }) => fields) ?? [])].find(({ key }) => key === name)?.label ?? name.replaceAll('_', ' ');
};

const changeWords = ({ name, from, to }: Change, reading: Reading): string | null => {
  const part = PARTS[name];
  if (name === 'note') return null;
  if (part === undefined || (from ?? to ?? null) === null) return labelOf(name, reading);
  const say = (value: string | null | undefined) => (value === null || value === undefined ? 'none' : part.say(value, reading));
  return from === undefined || from === null ? `${part.label}: ${say(to)}` : `${part.label}: ${say(from)} → ${say(to)}`;
};

const isCancelReason = (value: string): value is (typeof CANCEL_REASONS)[number] => CANCEL_REASONS.some((reason) => reason === value);

const wordsOf = (entry: Entry, reading: Reading): { did: string; details: string[] } => {
  const moved = entry.from !== null && entry.from !== entry.to ? [`${STATUS_WORDS[entry.from]} → ${STATUS_WORDS[entry.to]}`] : [];
  const told = entry.changes.flatMap((change) => changeWords(change, reading) ?? []);
  const why = entry.why === null ? [] : [`why: ${isCancelReason(entry.why) ? cancelWords(entry.why) : entry.why}`];
  return { did: VERB_WORDS[entry.verb] ?? entry.verb, details: [...moved, ...told, ...why] };
};

/** What an entry says, with exact times: for an export that is read years later. */
export const entryWords = (entry: Entry, { task, playbook }: Pick<Reading, 'task' | 'playbook'>) => wordsOf(entry, { task, playbook, time: (at) => sayExactly(at, playbook.practice.timezone) });

const entryNode = (entry: Entry, reading: Reading): Node => {
  const { did, details } = wordsOf(entry, reading);
  const head: Line = [{ strong: `${reading.time(entry.at)} · ${nameOf(reading.playbook, entry.actor)} ${did}` }];
  return { kind: 'text', lines: [head, ...(details.length === 0 ? [] : [details.join(' · ')])] };
};

/** Entries on one page of a modal, the latest first. */
const ENTRIES = 40;

/** The latest entries first, and how many more there are. */
export const historyNodes = (task: Task, playbook: Playbook, now: Date, most = ENTRIES): Node[] => {
  const latest = task.history.toReversed();
  const rest = latest.length - most;
  return [
    ...latest.slice(0, most).map((entry) => entryNode(entry, { task, playbook, time: (at) => sayTime(at, now, playbook.practice.timezone) })),
    ...(rest > 0 ? [{ kind: 'small' as const, lines: [`and ${plural(rest, 'earlier entry').replace('entrys', 'entries')} in the export`] }] : []),
  ];
};

export const historyView = (task: Task, ref: FormRef, playbook: Playbook, now: Date): Form =>
  ({ name: 'history_view', title: `History of ${taskName(task.number)}`.slice(0, 24), close: 'Close', ref, parts: historyNodes(task, playbook, now) });
