// The sentences of every refusal: what did not happen, why, and who can. No other file writes one.
import type { Action, RuleAction } from '../domain/permissions.js';
import type { PersonKey, Playbook } from '../domain/playbook.js';
import type { FieldProblem, Refusal } from '../domain/refusal.js';
import type { Task } from '../domain/task.js';
import { taskName } from '../domain/task.js';
import type { Line, Message } from './nodes.js';
import { sayTime } from './times.js';
import { either, nameOf, queueNameOf, SIGNER_WORDS, STATUS_WORDS } from './words.js';

const NOT_DONE: Record<string, string> = {
  start: 'was not started', resume: 'was not moved', wait: 'was not set to waiting', left_voicemail: 'was not changed', block: 'was not blocked', finish: 'was not closed',
  approve: 'was not approved', send_back: 'was not sent back', reopen: 'was not reopened', restore: 'was not restored', cancel: 'was not cancelled', reassign: 'was not reassigned', set_reviewer: 'keeps its reviewer', take_over: 'was not handed over',
  set_due: 'keeps its due date', extend_deadline: 'keeps its deadline', set_priority: 'keeps its priority', edit: 'was not changed', note: 'got no note', snooze: 'was not snoozed', on_it: 'was not taken on', confirm: 'was not sorted', reveal: 'stays masked', details: 'keeps its patient details closed', see: 'cannot be shown', create: 'was not created', setup: 'was not opened', audit: 'was not opened',
};

/** What was tried on no task. */
const SUBJECTS: Record<string, string> = { setup: 'Setup', audit: 'The audit' };

const DID: Record<string, string> = {
  create: 'made it', confirm: 'sorted it', start: 'started it', resume: 'carried on with it', wait: 'set it to waiting', left_voicemail: 'left a voicemail', block: 'blocked it', finish: 'finished it',
  approve: 'approved it', send_back: 'sent it back', reopen: 'reopened it', cancel: 'cancelled it', restore: 'restored it', reassign: 'reassigned it', set_reviewer: 'changed the reviewer', set_due: 'changed the due date', extend_deadline: 'extended the deadline',
  set_priority: 'changed the priority', edit: 'changed its details', hand_over: 'handed it over', take_over: 'took it over', on_it: 'looks after it',
};

const RIGHT: Record<Action | RuleAction, string> = {
  see: 'it belongs to another queue', work: 'its owner moves it', note: 'notes are for those who work on it', plan: 'its owner or a lead decides that', hand: 'its owner or a lead hands it on', take: 'only those who may see it take it over',
  review: 'its reviewer decides, and that is never its owner', cancel: 'whoever asked, its owner or a lead cancels it', reopen: 'whoever worked on it or asked for it reopens it',
  triage: 'somebody of its queue sorts it', details: 'patient details are for those who do the work or check it', reveal: 'only those who do the work or check it see this in full',
  see_setup: 'setup is for admins', change_rules: 'admins change the rules', read_audit: 'the audit is for auditors',
};

const ask = (playbook: Playbook, who: readonly string[]) => (who.length === 0 ? 'Ask an admin.' : `Ask ${either(who.map((key) => nameOf(playbook, key)))}.`);

/** What is wrong with one answer, for the place beside it. */
export const problemText = (problem: FieldProblem, playbook: Playbook): string => {
  switch (problem.problem) {
    case 'missing': return 'Please fill this in.';
    case 'unknown_choice': return 'This choice is not offered any more. Choose another.';
    case 'not_a_number': return 'Write a number, such as 120 or 99.50.';
    case 'not_a_date': return 'Choose a date.';
    case 'not_a_phone': return 'Write a phone number of at least seven digits, such as 555-014-7788.';
    case 'too_long': return `Too long: ${problem.most} letters at most.`;
    case 'in_the_past': return 'This time has passed. Choose a later one.';
    case 'too_far': return 'This is more than a year away. Choose an earlier one.';
    case 'one_to_six': return 'Choose one to six.';
    case 'negative': return 'An amount is zero or more.';
    case 'not_a_task': return 'There is no such task. Write its number, such as T-12.';
    case 'itself': return 'That is this task itself. Name another.';
    case 'no_access': return `${nameOf(playbook, problem.person)} cannot take this here. Choose somebody of its queue.`;
    case 'away': return `${nameOf(playbook, problem.person)} is away. Choose somebody else.`;
    case 'self_review': return 'Nobody checks their own work. Choose another person.';
    case 'ends_first': return 'Choose a day after the first day out.';
    case 'cancelled_itself': return 'That task is cancelled itself. Name the one that goes on.';
  }
};

/** Who was first, and when: the reader themselves where a button was pressed twice. */
const overtakenWords = ({ by, verb, at }: Extract<Refusal, { code: 'stale' }>, playbook: Playbook, now: Date, reader: PersonKey | null): string => {
  const [did, when] = [DID[verb] ?? 'changed it', sayTime(at, now, playbook.practice.timezone)];
  return by === reader ? `you ${did} already, ${when}. Its card shows how it stands.` : `${nameOf(playbook, by)} ${did} ${when}, after you saw it. Look again and decide.`;
};

/** The sentence. `verb` is what was tried; `task` is absent where it is gone or was never made; `reader` is who tried. */
export const refusalText = (refusal: Refusal, verb: string, task: Pick<Task, 'number'> | null, playbook: Playbook, now: Date, reader: PersonKey | null = null): string => {
  const name = task === null ? (SUBJECTS[verb] ?? 'The task') : taskName(task.number);
  const notDone = `${name} ${NOT_DONE[verb] ?? 'was not changed'}`;
  switch (refusal.code) {
    case 'task_gone': return 'There is no such task. Check the number, or find it by its type, owner or place.';
    case 'not_allowed': return `${notDone}: ${RIGHT[refusal.action]}. ${ask(playbook, refusal.who)}`;
    case 'wrong_status': return `${notDone}: it is ${STATUS_WORDS[refusal.status].toLowerCase()}. Look at its card for what can be done now.`;
    case 'stale': return `${notDone}: ${overtakenWords(refusal, playbook, now, reader)}`;
    case 'fields': return `${notDone}: ${Object.values(refusal.problems).map((problem) => problemText(problem, playbook)).join(' ')}`;
    case 'queue_not_enabled': return `${notDone}: ${queueNameOf(playbook, refusal.queue)} is not on Rounds yet. An admin can enable it.`;
    case 'no_reviewer': return `${notDone}: it needs a check by ${either(refusal.by.map((signer) => SIGNER_WORDS[signer]))}, and nobody but its owner could do it. Ask an admin to add somebody.`;
    case 'needs_review': return `${notDone}: it needs a second person. Ask ${either(refusal.by.map((signer) => SIGNER_WORDS[signer]))} to review.`;
    case 'no_patient_to_call': return `${notDone}: this kind of work waits on nobody's call back. Use Waiting… instead.`;
    case 'no_extension': return `${notDone}: its rule allows one extension at most, and that was given or never offered.`;
    case 'moved_on': return `${notDone}: it is with ${nameOf(playbook, refusal.who)} by now.`;
    case 'still_busy': return `${notDone}: it changed several times in this moment. Nothing of yours was saved; try again.`;
  }
};

/** A message of one sentence, which its notification shows as well, and more lines beneath. */
export const sentence = (text: string, ...more: Line[]): Message => ({ summary: text, nodes: [{ kind: 'text', lines: [text, ...more] }] });

/** To those who may look and not ask: auditors, admins. */
export const MAY_NOT_ASK = sentence('You may look and not ask for work. Ask an admin for the role of staff.');
