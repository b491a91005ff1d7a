// The forms that close a task and open it again: done, send back, cancel, reopen, restore.
import { factsOf, fieldsFor, isPrivate, neededFor } from '../../domain/fields.js';
import { nameOf, SIGNER_WORDS, either, CANCEL_OPTIONS, queueNameOf } from '../words.js';
import { typeOf } from '../../domain/playbook.js';
import type { Outcome, Playbook, TaskType } from '../../domain/playbook.js';
import { reviewersFor } from '../../domain/routing.js';
import { asksFirst, leadsNowhere, outcomeOf, reviewFor } from '../../domain/steps/closing.js';
import { CANCEL_REASONS, taskNumber } from '../../domain/task.js';
import type { CancelReason, Task } from '../../domain/task.js';
import type { Input, Node, Option } from '../nodes.js';
import { criterion, framed, noteInput, sealedNote, step, whyInput, whyOf } from './form.js';
import type { FormScene, TaskForm } from './form.js';
import { answer, choiceControl, fieldInput, readFields } from './inputs.js';

const followUpWords = (task: Task, type: TaskType, outcome: Outcome, playbook: Playbook): string | null => {
  if (outcome.follow_up === undefined) return null;
  const next = typeOf(playbook, outcome.follow_up.type);
  if (next === null || leadsNowhere(outcome, playbook)) return `Leads to ${queueNameOf(playbook, next?.queue ?? '')}, which is not on Rounds yet`;
  return asksFirst(task, type, outcome) ? `Asks whether to make another: ${next.name}` : `Makes the next task: ${next.name}`;
};

/** By name, and not in somebody's own words: the history keeps the answer and the export shows it. */
const toldOptions = (playbook: Playbook): Option[] => [...playbook.people.map(({ key, name }) => ({ value: `person:${key}`, label: name })), { value: 'somebody_else', label: 'Somebody else: see the note' }];

/** What the chosen outcome asks beside itself. */
const outcomeParts = (scene: FormScene, type: TaskType, outcome: Outcome): (Node | Input)[] => {
  const { playbook, task, answers, now } = scene;
  const facts = factsOf(task.fields, { priority: task.priority, outcome: outcome.key });
  const asked = [...type.fields, ...outcome.fields];
  const needed = neededFor('done', asked, facts).map(({ key }) => key);
  const fields = fieldsFor(asked, facts).filter((field) => outcome.fields.includes(field) || (needed.includes(field.key) && task.fields[field.key] === undefined));
  const parts: (Node | Input)[] = fields.map((field) => fieldInput(field, type, playbook, answers, task.fields, { needed: needed.includes(field.key), redraws: false }));
  if (fields.some((field) => isPrivate(type, field))) parts.push({ kind: 'small', lines: ['Patient details can also be entered on the secure page: press Open securely on the card, then come back here.'] });
  if (outcome.follow_up !== undefined && asksFirst(task, type, outcome)) {
    const options: Option[] = [{ value: 'yes', label: 'Yes, make the next task' }, { value: 'no', label: 'No, this is the end of it' }];
    parts.push({ kind: 'input', key: 'follow_up', label: 'Does it go on?', optional: false, redraws: true, control: choiceControl(options, answer(answers, 'follow_up'), 'radio') });
  }
  if (leadsNowhere(outcome, playbook) && (!asksFirst(task, type, outcome) || answer(answers, 'follow_up') === 'yes')) {
    const queue = queueNameOf(playbook, typeOf(playbook, outcome.follow_up?.type ?? null)?.queue ?? '');
    parts.push({ kind: 'input', key: 'told', label: `${queue} is not on Rounds yet. Whom did you tell?`, hint: 'Their name is kept in the history.', optional: false, control: choiceControl(toldOptions(playbook), answer(answers, 'told'), 'list') });
  }
  const by = reviewFor(type, facts);
  if (by !== null && task.owner !== null) {
    const able = reviewersFor(by, task.owner, task.queue, playbook, now);
    const options = able.map((key) => ({ value: key, label: nameOf(playbook, key) }));
    parts.push({ kind: 'small', lines: [`This outcome needs a check by ${either(by.map((signer) => SIGNER_WORDS[signer]))}. It is done when approved.`] });
    if (options.length > 0) parts.push({ kind: 'input', key: 'reviewer', label: 'Who checks it', optional: false, control: choiceControl(options, answer(answers, 'reviewer') || able[0], 'list') });
  }
  parts.push(noteInput(answers, { label: 'Note', needed: outcome.note_required }));
  return parts;
};

export const doneForm: TaskForm = {
  name: 'done_form', verb: 'done',
  build: (scene) => {
    const { playbook, task, answers } = scene;
    const type = typeOf(playbook, task.type);
    const chosen = type && outcomeOf(type, answer(answers, 'outcome'));
    const options: Option[] = type?.outcomes.map((outcome) => {
      const about = followUpWords(task, type, outcome, playbook);
      return { value: outcome.key, label: outcome.label, ...(about === null ? {} : { about }) };
    }) ?? [];
    const review = type && reviewFor(type, factsOf(task.fields, { priority: task.priority, outcome: answer(answers, 'outcome') }));
    const outcome: Input = { kind: 'input', key: 'outcome', label: 'How did it end?', optional: false, redraws: true, control: choiceControl(options, chosen?.key) };
    const rest = type === null ? [] : chosen === null ? [noteInput(answers, { label: 'Note', needed: false })] : outcomeParts(scene, type, chosen);
    return framed({ name: 'done_form', verb: 'done', title: review ? 'Review of' : 'Done:', submit: review ? 'Send to review' : 'Done' }, scene, [criterion(scene, review ? 'in_review' : 'done'), outcome, ...rest]);
  },
  read: ({ task, playbook, answers }, seal) => {
    const type = typeOf(playbook, task.type);
    const outcome = type && outcomeOf(type, answer(answers, 'outcome'));
    if (type === null || outcome === null) return { ok: false, problems: { outcome: { problem: 'missing' } } };
    const { fields, problems } = readFields([...type.fields, ...outcome.fields], type, answers, playbook, seal);
    if (asksFirst(task, type, outcome) && answer(answers, 'follow_up') === '') problems['follow_up'] = { problem: 'missing' };
    if (Object.keys(problems).length > 0) return { ok: false, problems };
    return step({
      verb: 'finish', outcome: outcome.key, fields, note: sealedNote(answers, seal), reviewer: answer(answers, 'reviewer') || null,
      followUp: answer(answers, 'follow_up') === 'yes', told: toldOptions(playbook).find(({ value }) => value === answer(answers, 'told'))?.label ?? null,
    });
  },
};

const SEND_BACK_WHY = ['Something is missing', 'The outcome is wrong', 'A provider has to say a word first', 'Other: see the note'] as const;

export const sendBackForm: TaskForm = {
  name: 'send_back_form', verb: 'send_back',
  build: (scene) => framed({ name: 'send_back_form', verb: 'send_back', title: 'Send back', submit: 'Send back' }, scene, [
    whyInput(SEND_BACK_WHY, scene.answers),
    noteInput(scene.answers, { label: 'Note to the owner', needed: false }),
  ]),
  read: ({ answers }, seal) => step({ verb: 'send_back', why: whyOf(SEND_BACK_WHY, answers), note: sealedNote(answers, seal) }),
};

const isReason = (value: string): value is CancelReason => CANCEL_REASONS.some((reason) => reason === value);

export const cancelForm: TaskForm = {
  name: 'cancel_form', verb: 'cancel',
  build: (scene) => framed({ name: 'cancel_form', verb: 'cancel', title: 'Cancel', submit: 'Cancel the task' }, scene, [
    { kind: 'small', lines: ['Nobody works on it any more. It stays in the history and can be restored.'] },
    { kind: 'input', key: 'reason', label: 'Why', optional: false, redraws: true, control: choiceControl(CANCEL_OPTIONS, answer(scene.answers, 'reason'), 'radio') },
    ...(answer(scene.answers, 'reason') === 'duplicate'
      ? [{ kind: 'input' as const, key: 'duplicate_of', label: 'Duplicate of', hint: 'The other task’s number, such as T-12.', optional: false, control: { kind: 'text' as const, multiline: false, max: 12, value: answer(scene.answers, 'duplicate_of') } }] : []),
  ]),
  read: ({ answers }) => {
    const reason = answer(answers, 'reason');
    const named = answer(answers, 'duplicate_of');
    const duplicateOf = named === '' ? null : taskNumber(named);
    if (!isReason(reason)) return { ok: false, problems: { reason: { problem: 'missing' } } };
    if (named !== '' && duplicateOf === null) return { ok: false, problems: { duplicate_of: { problem: 'not_a_task' } } };
    return step({ verb: 'cancel', reason, duplicateOf: reason === 'duplicate' ? duplicateOf : null });
  },
};

const REOPEN_WHY = ['It was not done after all', 'The outcome was wrong', 'Something new came in', 'Closed by mistake'] as const;

export const reopenForm: TaskForm = {
  name: 'reopen_form', verb: 'reopen',
  build: (scene) => framed({ name: 'reopen_form', verb: 'reopen', title: 'Reopen', submit: 'Reopen' }, scene, [
    whyInput(REOPEN_WHY, scene.answers),
  ]),
  read: ({ answers }) => step({ verb: 'reopen', why: whyOf(REOPEN_WHY, answers) }),
};

const RESTORE_WHY = ['Cancelled by mistake', 'It is needed after all'] as const;

export const restoreForm: TaskForm = {
  name: 'restore_form', verb: 'restore',
  build: (scene) => framed({ name: 'restore_form', verb: 'restore', title: 'Restore', submit: 'Restore' }, scene, [whyInput(RESTORE_WHY, scene.answers)]),
  read: ({ answers }) => step({ verb: 'restore', why: whyOf(RESTORE_WHY, answers) }),
};
