// The page of a task's details: read, reveal, set, note. The one place where what is sealed is opened for a person to read.
import { may, whoMay } from '../domain/permissions.js';
import type { Action } from '../domain/permissions.js';
import { typeOf } from '../domain/playbook.js';
import type { Person, Playbook } from '../domain/playbook.js';
import type { FieldProblem, Refusal } from '../domain/refusal.js';
import { isSealed } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { Step } from '../domain/command.js';
import { detailsView, NOTE, privateAnswers, settable } from '../view/details.js';
import type { DetailsScene, DetailsView } from '../view/details.js';
import { NOTE_LIMIT } from '../view/forms/form.js';
import { answer, readFields } from '../view/forms/inputs.js';
import type { Answers } from '../view/nodes.js';
import { refusalText } from '../view/refusal-text.js';
import type { AttachmentStore } from '../ports/attachment-store.js';
import type { ActOnTask } from './act-on-task.js';
import { noteDenied } from './denied.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import { sameMatter } from './same-matter.js';
import { sealAnswer } from './seal-answer.js';

export type Refused = { result: 'refused'; why: 'gone' | 'not_allowed'; say: string };
export type Shown = { result: 'shown'; view: DetailsView } | Refused;
/** `again`: the same page with what was typed and what is wrong with it. */
export type Saved = { result: 'saved' } | { result: 'again'; view: DetailsView } | Refused;

/** A form that comes back: its own id, so that sending it twice is once, and the version that it was drawn from. */
export type SentForm = { id: string; seen: number; answers: Answers };

export type Details = {
  read(person: Person, number: number): Promise<Shown>;
  /** Shows one answer in full. It is in the audit before it is shown. */
  reveal(person: Person, number: number, field: string): Promise<Shown>;
  /** A file that came with it. That it was read is in the audit before it is given. */
  file(person: Person, number: number, id: string): Promise<{ result: 'file'; name: string; type: string; content: Uint8Array } | Refused>;
  set(person: Person, number: number, form: SentForm): Promise<Saved>;
  note(person: Person, number: number, form: SentForm): Promise<Saved>;
};

type Detailing = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'sealer' | 'audit'> & { attachments: Pick<AttachmentStore, 'of' | 'load'>; actOnTask: ActOnTask };
type Entered = { task: Task; playbook: Playbook; files: Awaited<ReturnType<AttachmentStore['of']>> };

export const makeDetails = ({ tasks, playbooks, clock, sealer, audit, attachments, actOnTask }: Detailing): Details => {
  const refuse = (refusal: Refusal, verb: string, task: Task | null, playbook: Playbook, reader: Person): Refused => ({
    result: 'refused', why: refusal.code === 'not_allowed' ? 'not_allowed' : 'gone', say: refusalText(refusal, verb, task, playbook, clock.now(), reader.key),
  });

  const view = (person: Person, { task, playbook, files }: Entered, more: Partial<DetailsScene> = {}): DetailsView =>
    detailsView(task, { playbook, now: clock.now(), reader: person, files, open: (sealed) => sealer.open(sealed), ...more });

  /** The task, for those who may do this with it; whoever may not is in the audit. */
  const enter = async (person: Person, number: number, action: Action): Promise<Entered | Refused> => {
    const task = await tasks.load(number);
    if (task === null) return refuse({ code: 'task_gone' }, action, null, playbooks.current(), person);
    const playbook = await playbookFor(task, playbooks);
    const needed = (['details', action] as const).find((each) => !may(person, each, task, playbook));
    if (needed === undefined) return { task, playbook, files: await attachments.of(number) };
    const refusal = { code: 'not_allowed', action: needed, who: whoMay(needed, task, playbook) } as const;
    noteDenied(audit, refusal, { actor: person.key, door: 'web', verb: action, task: number });
    return refuse(refusal, action, task, playbook, person);
  };

  /** Carries out a step of a form; where it is refused for its answers or for its age, the page comes again with what was typed. */
  const send = async (person: Person, { task, playbook, files }: Entered, form: SentForm, step: Step): Promise<Saved> => {
    const acted = await actOnTask(task.number, { id: `web:${form.id}`, door: 'web', actor: person.key, seen: form.seen, ...step });
    if (acted.ok) return { result: 'saved' };
    if (acted.task === null || acted.refusal.code === 'not_allowed') return refuse(acted.refusal, step.verb, acted.task, playbook, person);
    const problems = acted.refusal.code === 'fields' ? acted.refusal.problems : {};
    return { result: 'again', view: view(person, { task: acted.task, playbook, files }, { typed: form.answers, problems, say: refusalText(acted.refusal, step.verb, task, playbook, clock.now(), person.key) }) };
  };

  /** Other tasks of this kind for the same patient: two people may be at the same work. */
  const twinsOf = (person: Person, task: Task) => {
    const references = Object.values(task.fields).flatMap((value) => (isSealed(value) && value.mark !== undefined ? [sealer.open(value)] : []));
    return sameMatter({ tasks, playbooks, sealer, clock }, person, { type: task.type, references, of: task });
  };

  const again = (person: Person, entered: Entered, form: SentForm, problems: Readonly<Record<string, FieldProblem>>): Saved =>
    ({ result: 'again', view: view(person, entered, { typed: form.answers, problems, say: 'Nothing was saved yet. See what is missing below.' }) });

  return {
    read: async (person, number) => {
      const entered = await enter(person, number, 'details');
      if ('result' in entered) return entered;
      await audit.keep({ actor: person.key, door: 'web', action: 'read', task: number, facts: {} });
      return { result: 'shown', view: view(person, entered, { twins: await twinsOf(person, entered.task) }) };
    },
    reveal: async (person, number, field) => {
      const entered = await enter(person, number, 'reveal');
      if ('result' in entered) return entered;
      // Only a field that stands there: the audit holds no word that somebody made up.
      const held = privateAnswers(entered.task, entered.playbook).some((each) => each.field.key === field);
      if (held) await audit.keep({ actor: person.key, door: 'web', action: 'reveal', task: number, facts: { field } });
      return { result: 'shown', view: view(person, entered, held ? { revealed: field } : {}) };
    },
    file: async (person, number, id) => {
      const entered = await enter(person, number, 'details');
      if ('result' in entered) return entered;
      const found = entered.files.some((file) => file.id === id) ? await attachments.load(id) : null;
      if (found === null) return refuse({ code: 'task_gone' }, 'details', null, entered.playbook, person);
      await audit.keep({ actor: person.key, door: 'web', action: 'read', task: number, facts: { file: id } });
      return { result: 'file', name: sealer.open(found.name), type: found.type, content: Buffer.from(sealer.open(found.content), 'base64') };
    },
    set: async (person, number, form) => {
      const entered = await enter(person, number, 'plan');
      if ('result' in entered) return entered;
      const { task, playbook } = entered;
      const type = typeOf(playbook, task.type);
      if (type === null) return { result: 'saved' };
      const { fields, problems } = readFields(settable(task, playbook), type, form.answers, playbook, sealAnswer(sealer));
      if (Object.keys(problems).length > 0) return again(person, entered, form, problems);
      return Object.keys(fields).length === 0 ? { result: 'saved' } : send(person, entered, form, { verb: 'edit', fields });
    },
    note: async (person, number, form) => {
      const entered = await enter(person, number, 'note');
      if ('result' in entered) return entered;
      const text = answer(form.answers, NOTE);
      const problem: FieldProblem | null = text === '' ? { problem: 'missing' } : text.length > NOTE_LIMIT ? { problem: 'too_long', most: NOTE_LIMIT } : null;
      return problem === null ? send(person, entered, form, { verb: 'note', text: sealer.seal(text) }) : again(person, entered, form, { [NOTE]: problem });
    },
  };
};
