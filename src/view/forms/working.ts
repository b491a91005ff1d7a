// The forms of the work itself: start with what it needs, wait, block, snooze, note.
import { factsOf, neededFor } from '../../domain/fields.js';
import { mayAsk } from '../../domain/permissions.js';
import { typeOf } from '../../domain/playbook.js';
import { BLOCK_NEEDS, isSealed, taskNumber } from '../../domain/task.js';
import type { BlockNeed } from '../../domain/task.js';
import { calendarFor, endOf } from '../../domain/deadlines.js';
import { formatDuration } from '../../domain/duration.js';
import type { Input, Option } from '../nodes.js';
import { sayTime } from '../times.js';
import { BLOCK_OPTIONS } from '../words.js';
import { criterion, framed, noteInput, sealedNote, step } from './form.js';
import type { FormScene, TaskForm } from './form.js';
import { answer, choiceControl, fieldInput, moment, readFields } from './inputs.js';

const fieldsToStart = ({ task, playbook }: FormScene) => {
  const type = typeOf(playbook, task.type);
  if (type === null) return null;
  const missing = neededFor('start', type.fields, factsOf(task.fields, { priority: task.priority })).filter(({ key }) => task.fields[key] === undefined);
  return { type, missing };
};

/** Whether starting has something to ask first. */
export const startAsks = (scene: FormScene): boolean => (fieldsToStart(scene)?.missing.length ?? 0) > 0;

export const startForm: TaskForm = {
  name: 'start_form', verb: 'start',
  build: (scene) => {
    const asked = fieldsToStart(scene);
    const inputs = asked?.missing.map((field) => fieldInput(field, asked.type, scene.playbook, scene.answers, scene.task.fields, { needed: true, redraws: false })) ?? [];
    return framed({ name: 'start_form', verb: 'start', title: 'Start', submit: 'Start' }, scene, [criterion(scene, 'in_progress'), ...inputs]);
  },
  read: (scene, seal) => {
    const asked = fieldsToStart(scene);
    if (asked === null) return step({ verb: 'start', fields: {} });
    const { fields, problems } = readFields(asked.type.fields, asked.type, scene.answers, scene.playbook, seal);
    return Object.keys(problems).length > 0 ? { ok: false, problems } : step({ verb: 'start', fields });
  },
};

/** An optional moment. */
export const whenInput = (key: string, label: string, hint: string, scene: FormScene): Input => {
  const typed = moment(scene.answers, key);
  return { kind: 'input', key, label, hint, optional: true, control: { kind: 'datetime', ...(typed === null ? {} : { value: typed.toISOString() }) } };
};

export const waitForm: TaskForm = {
  name: 'wait_form', verb: 'wait',
  build: (scene) => {
    const { task, playbook, now, answers } = scene;
    const type = typeOf(playbook, task.type);
    const reasons = type?.waiting_on ?? [];
    const chaseOf = (chase: (typeof reasons)[number]['chase']) => {
      const at = endOf(chase, task.fields, calendarFor(type, task.fields, playbook), now);
      return at === null ? formatDuration(chase) : sayTime(at, now, playbook.practice.timezone);
    };
    const options: Option[] = reasons.map((reason) => ({ value: reason.key, label: reason.label, about: `Ask again ${chaseOf(reason.chase)}${reason.pauses ? '; the due date stands still' : ''}` }));
    return framed({ name: 'wait_form', verb: 'wait', title: 'Waiting:', submit: 'Set to waiting' }, scene, [
      criterion(scene, 'waiting'),
      { kind: 'input', key: 'on', label: 'Waiting on', optional: false, control: choiceControl(options, answer(answers, 'on'), 'radio') },
      whenInput('chase_at', 'Ask again at another time', 'Otherwise at the time beside your choice.', scene),
    ]);
  },
  read: ({ answers }) => step({ verb: 'wait', on: answer(answers, 'on'), chaseAt: moment(answers, 'chase_at') }),
};

const isNeed = (value: string): value is BlockNeed => BLOCK_NEEDS.some((need) => need === value);

export const blockForm: TaskForm = {
  name: 'block_form', verb: 'block',
  build: (scene) => {
    const { playbook, answers, reader } = scene;
    const people: Option[] = playbook.people.filter((person) => person.key !== reader.key && !person.shared && !person.left && (mayAsk(person) || person.may_sign.length > 0)).map(({ key, name }) => ({ value: key, label: name }));
    return framed({ name: 'block_form', verb: 'block', title: 'Blocked:', submit: 'Set to blocked' }, scene, [
      criterion(scene, 'blocked'),
      { kind: 'input', key: 'need', label: 'What is needed', optional: false, control: choiceControl(BLOCK_OPTIONS, answer(answers, 'need'), 'radio') },
      { kind: 'input', key: 'from', label: 'From whom', hint: 'They get one message.', optional: true, control: choiceControl(people, answer(answers, 'from'), 'list') },
      { kind: 'input', key: 'task', label: 'Which task', hint: 'Its number, such as T-12.', optional: true, control: { kind: 'text', multiline: false, max: 12, ...(answer(answers, 'task') === '' ? {} : { value: answer(answers, 'task') }) } },
      noteInput(answers, { label: 'Note', needed: false }),
    ]);
  },
  read: ({ answers }, seal) => {
    const need = answer(answers, 'need');
    const named = answer(answers, 'task');
    const task = named === '' ? null : taskNumber(named);
    if (!isNeed(need)) return { ok: false, problems: { need: { problem: 'missing' } } };
    if (named !== '' && task === null) return { ok: false, problems: { task: { problem: 'not_a_task' } } };
    return step({ verb: 'block', need, from: answer(answers, 'from') || null, task, note: sealedNote(answers, seal) });
  },
};

export const noteForm: TaskForm = {
  name: 'note_form', verb: 'note',
  build: (scene) => framed({ name: 'note_form', verb: 'note', title: 'Note on', submit: 'Add note' }, scene, [noteInput(scene.answers, { label: 'Note', needed: true })]),
  read: ({ answers }, seal) => {
    const text = sealedNote(answers, seal);
    return text === null ? { ok: false, problems: { note: { problem: 'missing' } } } : step({ verb: 'note', text });
  },
};

export const detailsForm: TaskForm = {
  name: 'fields_form', verb: 'details',
  build: (scene) => {
    const type = typeOf(scene.playbook, scene.task.type);
    const inputs = type?.fields.map((field) => fieldInput(field, type, scene.playbook, scene.answers, scene.task.fields, { needed: field.needed === 'create', redraws: false })) ?? [];
    return framed({ name: 'fields_form', verb: 'details', title: 'Details of', submit: 'Save' }, scene, inputs);
  },
  read: ({ task, playbook, answers }, seal) => {
    const type = typeOf(playbook, task.type);
    if (type === null) return step({ verb: 'edit', fields: {} });
    const { fields, problems } = readFields(type.fields, type, answers, playbook, seal);
    if (Object.keys(problems).length > 0) return { ok: false, problems };
    const emptied = type.fields.filter(({ key }) => answers[key] === undefined && task.fields[key] !== undefined && !isSealed(task.fields[key]));
    return step({ verb: 'edit', fields: { ...fields, ...Object.fromEntries(emptied.map(({ key }) => [key, ''])) } });
  },
};
