// A press of a button: done at once, or answered with a form, a list or a sentence.
import type { Command, Step } from '../domain/command.js';
import { objection } from '../domain/lifecycle.js';
import { may, mayAsk, whoMay } from '../domain/permissions.js';
import type { Surface } from '../domain/phi.js';
import type { Person, Playbook } from '../domain/playbook.js';
import { refused } from '../domain/refusal.js';
import type { Refusal } from '../domain/refusal.js';
import { PRIORITIES, taskName } from '../domain/task.js';
import type { Door, Priority, Task } from '../domain/task.js';
import { cardMessage, onlyFor } from '../view/card.js';
import { detailsLink, detailsPath } from '../view/details-link.js';
import { taskForms } from '../view/forms/index.js';
import { startAsks } from '../view/forms/working.js';
import { PAGE } from '../view/lists.js';
import type { ActionRef, Form, FormRef } from '../view/nodes.js';
import { MAY_NOT_ASK, refusalText, sentence } from '../view/refusal-text.js';
import { historyView } from '../view/history.js';
import { listView, moreForm, taskView } from '../view/shows.js';
import type { ActOnTask } from './act-on-task.js';
import { noteDenied } from './denied.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import type { Errand } from './errand.js';
import { holdReminders } from './hold-reminders.js';
import { lookUp, quoteFor } from './look.js';
import { acceptStep } from './sort.js';
import type { SignIn } from './sign-in.js';
import type { Pressed } from './rounds.js';

/** Buttons that act at once. */
const AT_ONCE: Readonly<Record<string, Step>> = {
  start: { verb: 'start', fields: {} }, answer: { verb: 'resume' }, again: { verb: 'left_voicemail' }, left_voicemail: { verb: 'left_voicemail' }, approve: { verb: 'approve' },
};

/** Buttons that open a list: one verb for each that may stand beside others. */
const LISTS: readonly string[] = ['list', 'list_on', 'list_back', 'list_late', 'list_waiting', 'list_blocked', 'list_triage', 'list_own', 'list_all'];

/** The step that a form leads to, for asking before it opens. */
const LEADS_TO: Readonly<Record<string, Command['verb']>> = {
  answer: 'resume', wait: 'wait', block: 'block', done: 'finish', send_back: 'send_back', reassign: 'reassign', reviewer: 'set_reviewer', due: 'set_due', extend: 'extend_deadline', priority: 'set_priority', details: 'edit',
  note: 'note', snooze: 'snooze', on_it: 'on_it', cancel: 'cancel', reopen: 'reopen', restore: 'restore', confirm: 'confirm', start: 'start',
};

/** The priority that a button of the sorting list names. */
const acceptedPriority = (verb: string): Priority | null => PRIORITIES.find((priority) => verb === `accept_${priority}`) ?? null;

export type Pressing = Deps & { errands: readonly Errand[]; actOnTask: ActOnTask; signIn: Pick<SignIn, 'linkFor'>; newTask: { open(reader: Person, source: null): Promise<Form>; draw(reader: Person, ref: FormRef, answers: Record<string, never>): Promise<Form> } };
type Press = { person: Person; door: Door; verb: string; ref: ActionRef; pressId: string };

const say = (text: string): Pressed => ({ result: 'say', say: sentence(text) });

export const makePress = (deps: Pressing) => {
  const { tasks, playbooks, clock, audit, newId, actOnTask, newTask, signIn, errands } = deps;

  const refuse = (refusal: Refusal, verb: string, task: Task | null, playbook: Playbook, reader: Person): Pressed => say(refusalText(refusal, verb, task, playbook, clock.now(), reader.key));
  const card = (task: Task, surface: Surface, playbook: Playbook, door: Door) => cardMessage(task, { playbook, now: clock.now(), quote: quoteFor(task, surface, door, deps, playbook) });
  const done = (task: Task, playbook: Playbook, { person: reader, door }: Press): Pressed =>
    ({ result: 'done', message: card(task, { kind: 'message', reader }, playbook, door), inForm: card(task, { kind: 'form', reader }, playbook, door), say: null });
  /** The permission rule said no before any command was made of the press: the audit hears of it here. */
  const deny = (refusal: Refusal, { person, door }: Press, verb: string, task: Task, playbook: Playbook): Pressed => {
    noteDenied(audit, refusal, { actor: person.key, door, verb, task: task.number });
    return refuse(refusal, verb, task, playbook, person);
  };

  const openList = async ({ person, ref }: Press): Promise<Pressed> => {
    const [query = '', skip = '0'] = (ref.arg ?? '').split('|');
    const listing = await lookUp(deps, person, query, { skip: Number.parseInt(skip, 10) || 0, limit: PAGE });
    return listing === null ? say('This list is not open to you.') : { result: 'form', form: listView(listing, { form: newId() }, playbooks.current(), clock.now()) };
  };

  const openForm = async (press: Press, task: Task, playbook: Playbook): Promise<Pressed> => {
    const { person, verb, ref } = press;
    const formRef: FormRef = { form: newId(), task: task.number, version: task.version };
    const leads = LEADS_TO[verb];
    const no = leads === undefined ? null : objection(task, { verb: leads, seen: ref.version ?? null }, { actor: person, playbook, now: clock.now() });
    if (no !== null) return deny(no.refusal, press, leads ?? verb, task, playbook);
    if (verb === 'confirm') return { result: 'form', form: await newTask.draw(person, formRef, {}) };
    const form = taskForms.find((each) => each.verb === (verb === 'answer' ? 'start' : verb));
    if (form === undefined) return say('This button is from an older Rounds. Open the task anew from your list.');
    return { result: 'form', form: form.build({ playbook, now: clock.now(), reader: person, task, answers: {}, ref: formRef }) };
  };

  /** A way to the page that shows what chat may not: for this person, once. */
  const openDetails = async (press: Press, task: Task, playbook: Playbook): Promise<Pressed> => {
    const { person, door } = press;
    if (!may(person, 'details', task, playbook)) return deny({ code: 'not_allowed', action: 'details', who: whoMay('details', task, playbook) }, press, 'details', task, playbook);
    return { result: 'say', say: detailsLink(task.number, await signIn.linkFor(person.key, door, detailsPath(task.number))) };
  };

  const show = (press: Press, task: Task, playbook: Playbook): Pressed => {
    const { person, verb, door } = press;
    if (!may(person, 'see', task, playbook)) return deny({ code: 'not_allowed', action: 'see', who: whoMay('see', task, playbook) }, press, 'see', task, playbook);
    const ref = { form: newId() };
    if (verb === 'more') return { result: 'form', form: moreForm(task, ref, playbook, person) };
    if (verb === 'history') return { result: 'form', form: historyView(task, ref, playbook, clock.now()) };
    return { result: 'form', form: taskView(task, ref, { playbook, now: clock.now(), quote: quoteFor(task, { kind: 'form', reader: person }, door, deps, playbook), reader: onlyFor(person) }) };
  };

  /** A task in triage, sorted by one button and its question: the priority that it names is the person's choice. */
  const acceptSuggestion = async (press: Press, priority: Priority): Promise<Pressed> => {
    const { person, door, ref, pressId } = press;
    const task = ref.task === undefined ? null : await tasks.load(ref.task);
    const playbook = playbooks.current();
    if (task === null) return refuse({ code: 'task_gone' }, 'confirm', null, playbook, person);
    const step = await acceptStep(task, ref.arg ?? '', priority, person.key, playbook, deps);
    if (step === null) return show({ ...press, verb: 'open' }, task, playbook);
    const acted = await actOnTask(task.number, { id: pressId, door, actor: person.key, seen: ref.version ?? null, ...step });
    return acted.ok ? done(acted.task, acted.playbook, press) : refuse(acted.refusal, 'confirm', acted.task, playbook, person);
  };

  /** Pressed on a message that stays as it was: what came of it is said beside it. */
  const takeTask = async ({ person, door, ref, pressId }: Press): Promise<Pressed> => {
    if (ref.task === undefined) return refuse({ code: 'task_gone' }, 'reassign', null, playbooks.current(), person);
    const acted = await actOnTask(ref.task, { id: pressId, door, actor: person.key, seen: null, verb: 'reassign', to: person.key });
    return acted.ok ? say(`${taskName(ref.task)} is yours now.`) : refuse(acted.refusal, 'reassign', acted.task, playbooks.current(), person);
  };

  const asksFirst = (press: Press, task: Task, playbook: Playbook) =>
    (press.verb === 'start' || press.verb === 'answer') && startAsks({ playbook, now: clock.now(), reader: press.person, task, answers: {}, ref: { form: '' } });

  return async (press: Press): Promise<Pressed> => {
    const { person, door, verb, ref, pressId } = press;
    if (verb === 'new') return mayAsk(person) ? { result: 'form', form: await newTask.open(person, null) } : { result: 'say', say: MAY_NOT_ASK };
    if (verb === 'hold') return say(await holdReminders(deps, press));
    if (verb === 'take') return takeTask(press);
    if (LISTS.includes(verb)) return openList(press);
    const accepted = acceptedPriority(verb);
    if (accepted !== null) return acceptSuggestion(press, accepted);
    const errand = errands.find(({ verbs }) => verbs.includes(verb));
    if (errand !== undefined) return errand.press(press);
    const step = AT_ONCE[verb];
    if (ref.task === undefined) return refuse(refused({ code: 'task_gone' }).refusal, verb, null, playbooks.current(), person);
    // Waiting may come before starting: then the answer starts it, and asks for what a start needs.
    const atOnce = step !== undefined && verb !== 'start' && verb !== 'answer';
    const task = atOnce ? null : await tasks.load(ref.task);
    if (!atOnce) {
      if (task === null) return refuse({ code: 'task_gone' }, verb, null, playbooks.current(), person);
      const playbook = await playbookFor(task, playbooks);
      if (verb === 'more' || verb === 'history' || verb === 'open') return show(press, task, playbook);
      if (verb === 'patient') return openDetails(press, task, playbook);
      if (step === undefined || asksFirst(press, task, playbook)) return openForm(press, task, playbook);
    }
    const acted = await actOnTask(ref.task, { id: pressId, door, actor: person.key, seen: ref.version ?? null, ...(step ?? { verb: 'resume' }) });
    return acted.ok ? done(acted.task, acted.playbook, press) : refuse(acted.refusal, step?.verb ?? verb, acted.task, playbooks.current(), person);
  };
};
