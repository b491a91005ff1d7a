// The forms that plan a task: who, by when, how urgent.
import { mayOwn } from '../../domain/permissions.js';
import type { Person, Playbook, QueueKey } from '../../domain/playbook.js';
import { reviewersFor } from '../../domain/routing.js';
import { signersFor } from '../../domain/steps/closing.js';
import { extendedDeadline } from '../../domain/steps/planning.js';
import { isConfirmed, PRIORITIES } from '../../domain/task.js';
import type { Priority } from '../../domain/task.js';
import type { Option } from '../nodes.js';
import { sayTime } from '../times.js';
import { outWords } from '../why.js';
import { nameOf, priorityOptions } from '../words.js';
import { framed, step, whyInput, whyOf } from './form.js';
import type { TaskForm } from './form.js';
import { answer, choiceControl, moment } from './inputs.js';

/** A person as a choice; whoever is out says until when. */
export const personOption = (person: Person, playbook: Playbook, now: Date): Option => {
  const out = outWords(person, playbook, now);
  return { value: person.key, label: out === null ? person.name : `${person.name} (${out})` };
};

/** Who may own tasks of a queue. */
export const ownerOptions = (queue: QueueKey, playbook: Playbook, now: Date): Option[] =>
  playbook.people.filter((person) => mayOwn(person, queue, playbook)).map((person) => personOption(person, playbook, now));

export const isPriority = (value: string): value is Priority => PRIORITIES.some((priority) => priority === value);

export const reassignForm: TaskForm = {
  name: 'reassign_form', verb: 'reassign',
  build: (scene) => {
    const { task, playbook, now, answers } = scene;
    const others = ownerOptions(task.queue, playbook, now).filter(({ value }) => value !== task.owner);
    return framed({ name: 'reassign_form', verb: 'reassign', title: 'Reassign', submit: 'Reassign' }, scene, [
      { kind: 'input', key: 'owner', label: 'New owner', hint: 'They get the card.', optional: false, control: choiceControl(others, answer(answers, 'owner'), 'list') },
    ]);
  },
  read: ({ answers }) => step({ verb: 'reassign', to: answer(answers, 'owner') }),
};

const DUE_WHY = ['The patient asked for it', 'A provider is out', 'Information is missing', 'More work than it looked', 'It was set wrong', 'Something more urgent came first'] as const;

export const reviewerForm: TaskForm = {
  name: 'reviewer_form', verb: 'reviewer',
  build: (scene) => {
    const { task, playbook, now, answers } = scene;
    const held = task.state.status === 'in_review' ? task.state.reviewer : null;
    const able = isConfirmed(task) ? reviewersFor(signersFor(task, playbook) ?? [], task.owner, task.queue, playbook, now) : [];
    const options = able.filter((key) => key !== held).map((key) => ({ value: key, label: nameOf(playbook, key) }));
    return framed({ name: 'reviewer_form', verb: 'reviewer', title: 'Reviewer of', submit: 'Change reviewer' }, scene, [
      { kind: 'input', key: 'reviewer', label: 'Who checks it', hint: 'They get the card. Nobody checks their own work.', optional: false, control: choiceControl(options, answer(answers, 'reviewer'), 'list') },
    ]);
  },
  read: ({ answers }) => step({ verb: 'set_reviewer', to: answer(answers, 'reviewer') }),
};

export const dueForm: TaskForm = {
  name: 'due_form', verb: 'due',
  build: (scene) => {
    const { task, playbook, now, answers } = scene;
    const at = moment(answers, 'due') ?? (isConfirmed(task) ? task.due.at : now);
    return framed({ name: 'due_form', verb: 'due', title: 'Due date of', submit: 'Change due date' }, scene, [
      ...(isConfirmed(task) ? [{ kind: 'small' as const, lines: [`Now due ${sayTime(task.due.at, now, playbook.practice.timezone)}. A legal deadline does not move with it.`] }] : []),
      { kind: 'input', key: 'due', label: 'New due date', optional: false, control: { kind: 'datetime', value: at.toISOString() } },
      whyInput(DUE_WHY, answers),
    ]);
  },
  read: ({ answers }) => {
    const at = moment(answers, 'due');
    return at === null ? { ok: false, problems: { due: { problem: 'missing' } } } : step({ verb: 'set_due', at, why: whyOf(DUE_WHY, answers) });
  },
};

const EXTEND_WHY = ['Records are held off site', 'Another office has not answered', 'Identity or authority is not settled', 'More records than usual'] as const;

export const extendForm: TaskForm = {
  name: 'extend_form', verb: 'extend',
  build: (scene) => {
    const { task, playbook, now, answers } = scene;
    const longer = isConfirmed(task) ? extendedDeadline(task, playbook) : null;
    const zone = playbook.practice.timezone;
    const says = longer === null ? 'This deadline cannot be extended.' : `The deadline moves to ${sayTime(longer.at, now, zone)}. It can be extended once. Whoever asked must be told in writing before the first one passes.`;
    return framed({ name: 'extend_form', verb: 'extend', title: 'Extend', submit: 'Extend deadline' }, scene, [
      { kind: 'small', lines: [says] },
      whyInput(EXTEND_WHY, answers),
    ]);
  },
  read: ({ answers }) => step({ verb: 'extend_deadline', why: whyOf(EXTEND_WHY, answers) }),
};

export const priorityForm: TaskForm = {
  name: 'priority_form', verb: 'priority',
  build: (scene) => framed({ name: 'priority_form', verb: 'priority', title: 'Priority of', submit: 'Change priority' }, scene, [
    { kind: 'input', key: 'priority', label: 'Priority', optional: false, control: choiceControl(priorityOptions(scene.playbook), answer(scene.answers, 'priority') || (scene.task.priority ?? undefined), 'radio') },
  ]),
  read: ({ answers }) => {
    const priority = answer(answers, 'priority');
    return isPriority(priority) ? step({ verb: 'set_priority', priority }) : { ok: false, problems: { priority: { problem: 'missing' } } };
  },
};
