// Every view of src/view, made by its own builder, for what must hold of all of them on every platform. A new form breaks the build until it stands here.
import { historyView } from '../../../src/view/history.js';
import { taskForms } from '../../../src/view/forms/index.js';
import { awayForm } from '../../../src/view/forms/away.js';
import { handoffForm } from '../../../src/view/forms/handoff.js';
import { moveForm } from '../../../src/view/forms/move.js';
import { newTaskForm } from '../../../src/view/forms/new-task/form.js';
import { cardMessage } from '../../../src/view/card.js';
import { apology, helpMessage, slowStore, strangerText } from '../../../src/view/help.js';
import { homePage } from '../../../src/view/home.js';
import { closedMessage, leftMessage, madeMessage, noticeMessage, thrownOutMessage, unreachedMessage } from '../../../src/view/notice.js';
import type { Plain } from '../../../src/view/notice.js';
import { bundleMessage } from '../../../src/view/attention/bundle.js';
import { myDay, queueDigest, weekly } from '../../../src/view/attention/digest.js';
import { channelPost, escalationMessage } from '../../../src/view/attention/escalation.js';
import type { Digest } from '../../../src/domain/attention/digest.js';
import { settingsForm } from '../../../src/view/forms/settings.js';
import type { Form, FormName, Message, Page } from '../../../src/view/nodes.js';
import { overviewView } from '../../../src/view/setup/overview.js';
import { setupForms } from '../../../src/view/setup/forms.js';
import { existsForm, listView, messageView, moreForm, taskView } from '../../../src/view/shows.js';
import { starter } from '../../playbook/reading.js';
import { after, MONDAY, todoTask, triageTask } from '../../support/sample-task.js';

const playbook = starter();
const now = MONDAY;
const reader = playbook.people.find(({ key }) => key === 'dana') ?? playbook.people[0];
if (reader === undefined) throw new Error('the starter has no people');
const typed = { fields: { provider: 'patel', location: 'main' } };
const task = todoTask(12, { ...typed, source: { platform: 'slack', channel: 'C0FRONT', ts: '1.1', thread: '1.1', link: 'https://chat.example/1', author: 'maria', changed: 'edited' } });
const ref = { form: 'f-1' };
const about = { form: 'f-1', task: 12, version: 1 };
const scene = { playbook, now, reader, task, answers: {}, ref: about };
const listing = { title: 'Yours', tasks: [task, triageTask(13)], total: 23, skip: 10, late: 1, own: true, empty: '', query: 'mine' };
const newTask = { playbook, now, reader, answers: { type: 'reschedule', priority: 'high' }, ref, workload: new Map<string, number>(), source: null };

const onTask = (name: FormName): Form => {
  const form = taskForms.find((each) => each.name === name);
  if (form === undefined) throw new Error(`no form on a task is called ${name}`);
  return form.build(scene);
};

const inSetup = (name: FormName, arg?: string): Form => {
  const form = setupForms.find((each) => each.name === name);
  if (form === undefined) throw new Error(`no form of setup is called ${name}`);
  return form.build({ playbook, now, door: 'slack', answers: {}, ref: { ...ref, version: playbook.version, ...(arg === undefined ? {} : { arg }) }, earlier: null });
};

export const FORMS_SHOWN: Readonly<Record<FormName, () => Form>> = {
  task_form: () => newTaskForm(newTask),
  exists_form: () => existsForm([task], ref, playbook, now),
  wait_form: () => onTask('wait_form'),
  block_form: () => onTask('block_form'),
  done_form: () => onTask('done_form'),
  more_form: () => moreForm(task, ref, playbook, reader),
  reassign_form: () => onTask('reassign_form'),
  reviewer_form: () => onTask('reviewer_form'),
  due_form: () => onTask('due_form'),
  extend_form: () => onTask('extend_form'),
  priority_form: () => onTask('priority_form'),
  note_form: () => onTask('note_form'),
  snooze_form: () => onTask('snooze_form'),
  cancel_form: () => onTask('cancel_form'),
  reopen_form: () => onTask('reopen_form'),
  restore_form: () => onTask('restore_form'),
  fields_form: () => onTask('fields_form'),
  send_back_form: () => onTask('send_back_form'),
  start_form: () => onTask('start_form'),
  triage_form: () => newTaskForm({ ...newTask, ref: about, held: { task: triageTask(13), type: 'reschedule', fields: {} } }),
  task_view: () => taskView(task, ref, { playbook, now, quote: { references: ['Chart number: ••••71'], text: 'Call <!channel> *now* [here](https://evil.example)' } }),
  history_view: () => historyView(task, ref, playbook, now),
  list_view: () => listView(listing, ref, playbook, now),
  message_view: () => messageView(strangerText('unknown', playbook), ref),
  away_form: () => awayForm({ playbook, now, answers: {}, ref, whom: reader, said: { person: reader.key, away: [], returned: null }, people: playbook.people.slice(0, 3) }),
  move_form: () => moveForm({ playbook, now, answers: {}, ref, whom: reader, moves: [] }),
  on_it_form: () => onTask('on_it_form'),
  settings_form: () => settingsForm({ person: reader, playbook, platforms: ['slack', 'teams'] }, ref),
  handoff_form: () => handoffForm({ playbook, now, answers: {}, ref, reader, people: playbook.people.slice(0, 3), to: null, tasks: [task], out: ['not_in_queue'], chosen: [12] }),
  setup_view: () => overviewView({ playbook, now, door: 'slack', answers: {}, ref, earlier: null }, { pilots: [], findings: [], file: ['The file was not applied.'], note: [] }),
  person_form: () => inSetup('person_form', 'maria'),
  queue_form: () => inSetup('queue_form', 'front_desk'),
  turn_on_form: () => inSetup('turn_on_form', 'billing'),
  turn_off_form: () => inSetup('turn_off_form', 'front_desk'),
  hours_form: () => inSetup('hours_form', ''),
  rule_form: () => inSetup('rule_form'),
  rule_out_form: () => inSetup('rule_out_form', '0'),
  go_back_form: () => inSetup('go_back_form', '1'),
};

/** Every kind of notice that is told with its task's card. */
const PLAIN: Readonly<Record<Plain, true>> = {
  card: true, review: true, line: true, sent_back: true, unblocked: true, reassigned: true, needed: true, answered: true, uninvited: true, identifiers: true, duplicate: true, accepted: true, done: true, cancelled: true,
  left: true, playbook_file: true, absence: true, moved: true, handoff: true, handed: true, thrown_out: true, unreached: true, self_given: true,
};
const items = [{ task, kind: 'late' as const }, { task: todoTask(14, typed), kind: 'idle' as const }];
const late = { playbook, now: after(60 * 30), until: after(60 * 31), reader: 'dana', missed: ['2026-12-04'] };
const digest: Digest = { needs: 3, late: 2, oldest: MONDAY, dueToday: 4, dueTodayOwn: 1, blocked: 1, triage: 1, waitingTooLong: 1, toAskAgain: 1, out: [{ person: 'sam', due: 2 }], load: [{ person: 'maria', open: 5 }] };

export const MESSAGES_SHOWN: Readonly<Record<string, Message>> = {
  card: cardMessage(task, { playbook, now, lead: 'New from Maria Lopez', quote: null }),
  help: helpMessage({ setup: true }),
  stranger: strangerText('outsider', playbook),
  apology: apology('ab12'),
  saving: slowStore('saving'),
  made: madeMessage(task, playbook, now),
  'a channel out of reach': thrownOutMessage('Front desk'),
  'a person out of reach': unreachedMessage('Sam Cho'),
  left: leftMessage('Sam Cho'),
  closed: closedMessage(task, { kind: 'card', by: 'maria', again: true }, { playbook, now }),
  bundle: bundleMessage(items, late),
  escalation: escalationMessage(items, late),
  'post in a channel': channelPost({ task, kind: 'late' }, { ...late, reader: null }),
  'digest of a queue': queueDigest('front_desk', digest, late),
  'your day': myDay(digest, late),
  weekly: weekly([{ queue: 'front_desk', open: 9, digest }], late),
  ...Object.fromEntries((Object.keys(PLAIN) as Plain[]).map((kind) => [`notice: ${kind}`, noticeMessage(task, { kind, by: 'maria', again: false, reader }, { playbook, now, quote: null })])),
};

export const HOME_SHOWN: Page = homePage({ sorting: [], sections: [{ ...listing, skip: 0 }], out: [{ person: reader, due: 2 }], mayAsk: true, setup: true, board: true }, playbook, now);
