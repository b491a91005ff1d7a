// What DESIGN.md forbids, said a second time and independently of the code: each rule names what is broken.
import { businessMinutesBetween } from '../../src/domain/calendar.js';
import { canonical } from '../../src/domain/history.js';
import { alwaysOpen } from '../../src/domain/open-time.js';
import { personOf } from '../../src/domain/playbook.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { isConfirmed, PRIORITIES } from '../../src/domain/task.js';
import type { ConfirmedTask, Status, Task } from '../../src/domain/task.js';
import type { Pressed } from './commands.js';

type Accepted = Pressed & { after: Task; playbook: Playbook };
type Rule = (it: Accepted) => boolean;
const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);

const working: readonly Status[] = ['waiting', 'blocked', 'in_review', 'done', 'cancelled'];
const EXITS: Record<Status, readonly Status[]> = {
  triage: ['todo', 'cancelled'], todo: ['in_progress', ...working], in_progress: working, waiting: ['in_progress', ...working], blocked: ['in_progress', ...working],
  in_review: ['done', 'in_progress', 'cancelled'], done: ['in_progress'], cancelled: ['triage', 'todo', 'in_progress', 'waiting', 'blocked', 'in_review'],
};

/** The test practice's fields by step, written out by hand. */
const NEEDED: Record<string, { create: string[]; start: string[]; done: (task: Task, outcome: string) => string[] }> = {
  reschedule: { create: ['provider'], start: ['reason'], done: () => ['patient_ref'] },
  prior_auth_followup: {
    create: ['insurer'], start: ['plan_type'],
    done: ({ fields }, outcome) => [...(Number(fields['amount']) >= 500 ? ['amount_note'] : []), ...(outcome === 'approved' ? ['valid_to'] : outcome === 'denied' ? ['denial_reason'] : [])],
  },
  portal_message: { create: ['topic'], start: [], done: () => [] }, supplies: { create: ['item'], start: [], done: () => [] },
  complaint: { create: [], start: [], done: () => [] }, denial_followup: { create: ['insurer'], start: [], done: () => [] },
};
const needed = (task: Task, step: 'create' | 'start' | 'done', outcome = ''): string[] => {
  const rule = NEEDED[task.type ?? ''];
  if (rule === undefined) return [];
  return [...rule.create, ...(step === 'create' ? [] : rule.start), ...(step === 'done' ? rule.done(task, outcome) : [])];
};
const has = (task: Task, keys: string[]) => keys.every((key) => ![undefined, ''].includes(task.fields[key] as string));

/** Whether the test practice asks for a second person, written out by hand. */
export const asksForReview = (task: Task, outcome: string) =>
  task.type === 'complaint' || (task.type === 'prior_auth_followup' && (outcome === 'denied' || task.fields['expedited'] === true));

const OUTCOMES: Record<string, string[]> = {
  reschedule: ['rescheduled', 'cancelled_by_patient', 'waitlisted', 'unreachable'], prior_auth_followup: ['approved', 'denied', 'not_required'],
  portal_message: ['answered', 'needs_visit'], supplies: ['done'], complaint: ['done'], denial_followup: ['done'],
};
const PAUSING = ['reschedule/patient', 'portal_message/patient', 'prior_auth_followup/payer', 'supplies/delivery', 'complaint/delivery', 'denial_followup/delivery'];

const stood = (task: ConfirmedTask) => task.state.status === 'waiting' && PAUSING.includes(`${task.type}/${task.state.on}`);
const inReview = (task: Task) => (task.state.status === 'in_review' ? task.state : task.state.status === 'cancelled' && task.state.before.status === 'in_review' ? task.state.before : null);
const left = (from: Date, { due }: ConfirmedTask, playbook: Playbook) =>
  businessMinutesBetween(due.clock === 'always' ? alwaysOpen(playbook.practice.timezone) : playbook.calendar, from, due.at);

const confirmedPair = (it: Accepted, rule: (before: ConfirmedTask, after: ConfirmedTask) => boolean) => !isConfirmed(it.before) || !isConfirmed(it.after) || rule(it.before, it.after);
const whenConfirmed = (it: Accepted, rule: (after: ConfirmedTask) => boolean) => !isConfirmed(it.after) || rule(it.after);
const entering = (it: Accepted, status: Status) => it.after.state.status === status && it.before.state.status !== status;

export const RULES: Readonly<Record<string, Rule>> = {
  'one owner, who works here': (it) => whenConfirmed(it, ({ owner }) => {
    const person = personOf(it.playbook, owner);
    return person !== null && !person.shared && person.roles.some((role) => ['staff', 'lead', 'manager'].includes(role));
  }),
  'a due date, a priority and the fields of creation': (it) => whenConfirmed(it, (task) => task.due.at instanceof Date && PRIORITIES.includes(task.priority) && has(task, needed(task, 'create'))),
  'what was confirmed stays confirmed': (it) => !isConfirmed(it.before) || isConfirmed(it.after),
  'only a confirmation leaves triage for work': (it) => isConfirmed(it.before) || !isConfirmed(it.after) || it.step.verb === 'confirm',
  'statuses change as the table says': (it) => it.before.state.status === it.after.state.status || EXITS[it.before.state.status].includes(it.after.state.status),
  'the reviewer is never the owner': (it) => inReview(it.after)?.reviewer !== it.after.owner,
  'the reviewer works here': (it) => inReview(it.after) === null || !['alex', 'jordan', 'desk'].includes(inReview(it.after)?.reviewer ?? ''),
  'done has an outcome of its type': (it) => it.after.state.status !== 'done' || (OUTCOMES[it.after.type ?? '']?.includes(it.after.state.outcome) ?? false),
  'done through review where it is asked': (it) => !entering(it, 'done') || it.after.state.status !== 'done' || it.step.verb === 'approve' || !asksForReview(it.after, it.after.state.outcome),
  'approved by the reviewer, not the owner nor whoever finished': (it) => it.step.verb !== 'approve' ||
    (inReview(it.before)?.reviewer === it.who && it.who !== it.after.owner && it.who !== it.before.history.findLast(({ verb }) => verb === 'finish')?.actor),
  'done has all its fields': (it) => !['done', 'in_review'].includes(it.after.state.status) || has(it.after, needed(it.after, 'done', 'outcome' in it.after.state ? it.after.state.outcome : '')),
  'begun with the fields of the start': (it) => !['start', 'resume'].includes(it.step.verb) || has(it.after, needed(it.after, 'start')),
  'waiting has a reason and a chase date ahead': (it) => it.after.state.status !== 'waiting' || (PAUSING.concat(['reschedule/provider', 'portal_message/provider', 'prior_auth_followup/notes', 'supplies/vendor', 'complaint/vendor', 'denial_followup/vendor'])
    .includes(`${it.after.type ?? ''}/${it.after.state.on}`) && (!['wait', 'left_voicemail'].includes(it.step.verb) || it.after.state.chaseAt > it.now)),
  'a chase that is ahead is owed attention': (it) => it.after.state.status !== 'waiting' || it.after.state.chaseAt <= it.after.attendedAt || it.after.attentionAt !== null,
  'the deadline moves with its fields alone': (it) => ['confirm', 'start', 'resume', 'finish', 'edit', 'extend_deadline'].includes(it.step.verb) || same(it.before.deadline, it.after.deadline),
  'the due clock stands while a pausing reason is waited on': (it) => whenConfirmed(it, (task) => ['done', 'cancelled'].includes(task.state.status) || (task.due.pausedSince !== null) === stood(task)),
  'a pause is kept whatever else changes': (it) => confirmedPair(it, (before, after) => before.due.pausedSince === null || after.due.pausedSince === null || it.step.verb === 'set_due' || same(before.due, after.due)),
  'after a pause as much time is left as before': (it) => confirmedPair(it, (before, after) => it.step.verb === 'reopen' || before.due.pausedSince === null || after.due.pausedSince !== null ||
    Math.abs(left(before.due.pausedSince, before, it.playbook) - left(it.now, after, it.playbook)) < 1e-6),
  'due moves by hand, by a pause, by a reopening, or forward by a higher priority': (it) => confirmedPair(it, (before, after) => ['set_due', 'reopen'].includes(it.step.verb) ||
    before.due.pausedSince !== null || same(before.due.at, after.due.at) || (it.step.verb === 'set_priority' && after.due.at < before.due.at)),
  'version counts the history': ({ after }) => after.version === after.history.length,
  'history tells the change': ({ before, after, step, now }) => {
    const entry = after.history.at(-1);
    return entry?.verb === step.verb && entry.from === before.state.status && entry.to === after.state.status && entry.at.getTime() === now.getTime();
  },
  'history is only added to': ({ before, after }) => after.history.length === before.history.length + 1 && same(before.history, after.history.slice(0, -1)),
  'history holds no field\'s value': ({ after }) => !/flu|as agreed|no referral|gloves|2026-06-30/.test(canonical(after.history.at(-1)?.changes)),
  'who may not act never did': (it) => !['alex', 'jordan', 'desk'].includes(it.who),
  'what a task came from never changes': ({ before, after }) => same([before.number, before.createdAt, before.requester, before.cameBy, before.links.followUpOf], [after.number, after.createdAt, after.requester, after.cameBy, after.links.followUpOf]),
};

/** The rules that an accepted press broke. */
export const broken = (it: Accepted): string[] => Object.entries(RULES).filter(([, holds]) => !holds(it)).map(([name]) => name);
