// The form of a new task: type, priority, at most three details, where it came from, for whom; then who gets it and when it is due.
import { mayAsk } from '../../../domain/permissions.js';
import type { Field, TaskType } from '../../../domain/playbook.js';
import type { Form, Input, Node } from '../../nodes.js';
import { CAME_BY_OPTIONS, priorityOptions } from '../../words.js';
import { answer, choiceControl, fieldInput, moment } from '../inputs.js';
import { isPriority, ownerOptions } from '../planning.js';
import { priorityHint, suggestionNotes } from '../suggested.js';
import { planOf, preview, type Plan } from './plan.js';
import { askedFields, callFirst, originOf, standing, typeIn, type NewTaskScene } from './scene.js';
import { routesBy, steers } from './steering.js';
import { typeParts } from './type-choice.js';

/** A field's input; what was found in the message says so. */
const askedInput = (field: Field, type: TaskType, scene: NewTaskScene): Input => {
  const { playbook, held, suggested } = scene;
  const input = fieldInput(field, type, playbook, standing(scene), held?.fields ?? {}, { needed: field.needed === 'create', redraws: steers(field, type, playbook) });
  const found = suggested?.found[field.key] !== undefined && standing(scene)[field.key] === standing({ answers: {}, suggested })[field.key];
  return found ? { ...input, hint: ['Found in the message.', input.hint].filter((part) => part !== undefined).join(' ') } : input;
};

const otherwise = (what: string | null | undefined) => (what === null || what === undefined ? {} : { hint: `Otherwise ${what}.` });

const changes = (type: TaskType | null, plan: Plan | null, scene: NewTaskScene): Input[] => {
  const { playbook, now, answers } = scene;
  const due = moment(answers, 'due');
  const owners = type === null ? [] : ownerOptions(type.queue, playbook, now);
  return [
    ...(owners.length === 0 ? [] : [{ kind: 'input' as const, key: 'owner', label: 'Another owner', ...otherwise(plan?.owner), optional: true, control: choiceControl(owners, answer(answers, 'owner'), 'list') }]),
    { kind: 'input', key: 'due', label: 'Another due date', ...otherwise(plan?.due), optional: true, control: { kind: 'datetime', ...(due === null ? {} : { value: due.toISOString() }) } },
  ];
};

/** Builds the form anew from what stands in it, so that a choice can redraw it and lose nothing. */
export const newTaskForm = (scene: NewTaskScene): Form => {
  const { playbook, answers, reader, ref } = scene;
  const type = typeIn(scene);
  const { cameBy, requester } = originOf(scene);
  const chosen = answer(answers, 'priority');
  const priority = isPriority(chosen) ? chosen : null;
  const { asked, fields } = type === null ? { asked: [], fields: {} } : askedFields(type, scene);
  const call = type && callFirst(type, fields);
  const plan = type && planOf(type, priority, fields, scene);
  const requesters = playbook.people.filter((person) => mayAsk(person) && !person.shared).map(({ key, name }) => ({ value: key, label: key === reader.key ? `${name} (you)` : name }));
  const origin: (Node | Input)[] = scene.held ? [] : [
    { kind: 'input', key: 'came_by', label: 'Came by', optional: false, control: choiceControl(CAME_BY_OPTIONS, cameBy, 'list'), redraws: type !== null && routesBy('source', type, playbook) },
    ...(reader.shared
      ? [{ kind: 'input' as const, key: 'you_are', label: 'You are…', hint: 'This login is shared: your name is kept as you say it, unverified.', optional: false, control: choiceControl(requesters, answer(answers, 'you_are'), 'list') }]
      : [{ kind: 'input' as const, key: 'requester', label: 'On whose behalf', optional: false, control: choiceControl(requesters, requester, 'list'), redraws: playbook.routing.some(({ to }) => to.owner === 'requester') }]),
  ];
  return {
    name: scene.held ? 'triage_form' : 'task_form', title: scene.held ? 'Sort the task' : 'New task', submit: scene.held ? 'Confirm' : 'Create', close: 'Cancel', ref,
    parts: [
      ...(call === null ? [] : [{ kind: 'text' as const, lines: [[{ strong: call.say }]] }]),
      ...suggestionNotes(scene.suggested, playbook),
      ...typeParts(type, scene),
      { kind: 'input', key: 'priority', label: 'How urgent is it?', ...priorityHint(scene.suggested), optional: false, redraws: true, control: choiceControl(priorityOptions(playbook), priority ?? undefined, 'radio') },
      ...(type === null ? [] : asked.map((field) => askedInput(field, type, scene))),
      { kind: 'small', lines: preview(plan) },
      ...changes(type, plan, scene),
      ...origin,
    ],
  };
};
