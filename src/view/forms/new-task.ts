// The form of a new task: type, priority, at most three details, where it came from, for whom; then who gets it and when it is due.
import { asksAbout, holds } from '../../domain/condition.js';
import { dueOf, deadlineOf } from '../../domain/deadlines.js';
import type { Duration } from '../../domain/duration.js';
import { factsOf, fieldsFor, neededFor } from '../../domain/fields.js';
import { localDateOf } from '../../domain/local-time.js';
import { mayAsk } from '../../domain/permissions.js';
import { personOf, typeOf, usableTypes } from '../../domain/playbook.js';
import type { Field, Person, PersonKey, Playbook, TaskType } from '../../domain/playbook.js';
import type { FieldProblem } from '../../domain/refusal.js';
import { route, routeSorted } from '../../domain/routing.js';
import { CAME_BY } from '../../domain/task.js';
import type { CameBy, Fields, Priority, Task } from '../../domain/task.js';
import type { Answers, Form, FormRef, Input, Line, Node, Option } from '../nodes.js';
import { sayDay, sayIn, sayTime } from '../times.js';
import { becauseWords } from '../why.js';
import { CAME_BY_OPTIONS, nameOf, priorityOptions } from '../words.js';
import { answer, choiceControl, fieldInput, moment, readFields } from './inputs.js';
import type { Seal } from './inputs.js';
import { isPriority, ownerOptions } from './planning.js';
import { chosenRow, priorityHint, reasonFor, suggestedRows, suggestedTypes, suggestionNotes } from './suggested.js';
import type { Suggested } from './suggested.js';

export type NewTaskScene = {
  playbook: Playbook;
  now: Date;
  reader: Person;
  answers: Answers;
  ref: FormRef;
  /** Open tasks by owner, for routing by load. */
  workload: ReadonlyMap<PersonKey, number>;
  /** How it came, and who wrote the message, where it was made of one. */
  source: { cameBy: CameBy; author: PersonKey | null } | null;
  /** What a task in triage holds already: confirming it is this form too. */
  held?: { type: string | null; fields: Fields; task: Task };
  /** What the classifier makes of the message; absent where there is none. */
  suggested?: Suggested;
};

const isCameBy = (value: string): value is CameBy => CAME_BY.some((each) => each === value);
/** The type that a press on a suggestion has put into the form's reference, beside the tasks that the form has shown already. */
const pressedType = ({ playbook, ref }: Pick<NewTaskScene, 'playbook' | 'ref'>): TaskType | null => ref.arg?.split(',').map((part) => typeOf(playbook, part)).find((type) => type !== null) ?? null;
/** The person's choice: in the input, by a suggestion's button, or what the task in triage holds. */
export const typeIn = ({ playbook, answers, held, ref }: Pick<NewTaskScene, 'playbook' | 'answers' | 'held' | 'ref'>): TaskType | null =>
  typeOf(playbook, answer(answers, 'type')) ?? pressedType({ playbook, ref }) ?? typeOf(playbook, held?.type ?? null);

/** What stands in the form: what was chosen or typed, and below it what the message says of the type's fields. */
const standing = ({ answers, suggested }: Pick<NewTaskScene, 'answers' | 'suggested'>): Answers => ({
  ...Object.fromEntries(Object.entries(suggested?.found ?? {}).flatMap(([key, value]) => (typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : []))), ...answers,
});

/** The type's fields that this step asks: those it needs, and those that depend on an answer here. */
const askedFields = (type: TaskType, scene: NewTaskScene): { asked: Field[]; fields: Fields; problems: Record<string, FieldProblem> } => {
  const read = readFields(type.fields, type, standing(scene), scene.playbook, () => ({ sealed: '', key: '' }));
  const fields = { ...scene.held?.fields, ...read.fields };
  const needed = neededFor('create', type.fields, factsOf(fields));
  const called = callFirst(type, fields)?.asks ?? [];
  return { ...read, fields, asked: [...needed, ...fieldsFor(type.fields, factsOf(fields)).filter((field) => called.includes(field.key) && !needed.includes(field))] };
};

/** What the form says before anything else, where a task is no substitute for a call. */
const callFirst = (type: TaskType, fields: Fields) => (type.call_first && holds(type.call_first.when, factsOf(fields)) ? type.call_first : null);

const fieldOf = (duration: Duration | undefined): string[] => (duration?.relation && 'field' in duration.relation ? [duration.relation.field] : []);

/** Whether the routing of this type looks at something. */
const routesBy = (what: string, type: TaskType, { routing }: Playbook) =>
  routing.some(({ when }) => Object.keys(when).includes(what) && (when.type?.includes(type.key) ?? true));

/** Whether an answer changes what the form shows: other fields, who gets it, or when it is due. */
const steers = (field: Field, type: TaskType, playbook: Playbook) => {
  const conditions = [...(type.call_first ? [type.call_first.when] : []), ...type.fields.flatMap(({ when }) => when ?? []), ...[...type.due.cases, ...type.deadlines].map(({ when }) => when)];
  const counted = [type.due.not_later_than, ...type.deadlines.map(({ limit }) => limit)].flatMap(fieldOf);
  return [...conditions.flatMap(asksAbout), ...counted].includes(field.key) || routesBy(field.kind, type, playbook);
};

/** How it came and for whom: what was chosen, else what the message says. A shared login asks itself, so that it can follow what it took in. */
const originOf = ({ answers, source, reader }: NewTaskScene) => ({
  cameBy: answer(answers, 'came_by') || (source?.cameBy ?? 'chat'), requester: reader.shared ? reader.key : answer(answers, 'requester') || (source?.author ?? reader.key),
});

type Plan = { owner: string; why: string; due: string | null; deadline: string | null };

/** Who gets it and by when, if nobody says otherwise. */
const planOf = (type: TaskType, priority: Priority | null, fields: Fields, scene: NewTaskScene): Plan => {
  const { playbook, now, workload, reader } = scene;
  const turn = { workload, turn: 0, now };
  const routed = scene.held === undefined ? route({ type, priority, fields, ...originOf(scene), maker: reader.key }, playbook, turn) : routeSorted(scene.held.task, { type, priority, fields }, reader.key, playbook, turn);
  const owner = { owner: routed.owner === reader.key ? 'you' : nameOf(playbook, routed.owner), why: becauseWords(routed.because, routed.queue, playbook, now) };
  if (priority === null) return { ...owner, due: null, deadline: null };
  const facts = factsOf(fields, { priority });
  const zone = playbook.practice.timezone;
  const deadline = deadlineOf(type, fields, facts, playbook, now, null);
  return { ...owner, due: sayTime(dueOf(type, fields, priority, facts, playbook, now).at, now, zone), deadline: deadline && `${sayDay(localDateOf(zone, deadline.at), now, zone)} (${sayIn(deadline.at, now, zone)})` };
};

/** "Goes to Priya Shah: because denial and Aetna" and "Due Tue 2 pm", before anything is submitted. */
const preview = (plan: Plan | null): Line[] => {
  if (plan === null) return ['Owner and due date follow from the type and the priority.'];
  const { owner, why, due, deadline } = plan;
  return [`Goes to ${owner}: ${why}`, due === null ? 'The due date follows from the priority.' : `Due ${due}${deadline === null ? '' : ` · deadline ${deadline}, which never pauses`}`];
};

/** Up to here every type stands with its line, and one press chooses; a practice with more of them gets a drop-down. */
const MOST_SHOWN_TYPES = 6;

/** The choice of the type, every type in it, the suggested ones first. Where it is a drop-down they stand above it as well, one press each. */
const typeParts = (type: TaskType | null, scene: NewTaskScene): (Node | Input)[] => {
  const { playbook, suggested, answers } = scene;
  const usable = usableTypes(playbook);
  const style = usable.length > MOST_SHOWN_TYPES ? 'list' : 'radio';
  const pressed = answer(answers, 'type') === '' ? pressedType(scene) : null;
  if (style === 'list' && pressed !== null) return [chosenRow(pressed)];
  const first = suggested === undefined ? [] : suggestedTypes(suggested, playbook);
  const options = [...first, ...usable.filter(({ key }) => !first.some((each) => each.key === key))].map((each): Option => {
    const about = suggested !== undefined && first.includes(each) ? reasonFor(each, suggested) : each.about;
    return { value: each.key, label: each.name, ...(about === '' ? {} : { about }) };
  });
  const hint = style === 'list' && type !== null && type.about !== '' ? { hint: type.about } : {};
  return [
    ...(style === 'list' && suggested !== undefined && type === null ? suggestedRows(suggested, playbook) : []),
    { kind: 'input', key: 'type', label: 'What kind of work is it?', ...hint, optional: false, redraws: true, control: choiceControl(options, type?.key, style) },
  ];
};

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

export type NewTaskAnswers = { type: string; priority: Priority; fields: Fields; cameBy: CameBy; requester: PersonKey; takenInBy?: PersonKey; owner?: PersonKey; due?: Date };
export type ReadNewTask = { ok: true; answers: NewTaskAnswers } | { ok: false; problems: Readonly<Record<string, FieldProblem>> };

/** The answers as a command's parts. The priority must be a person's choice: there is no default (invariant 2). */
export const readNewTask = (scene: NewTaskScene, seal: Seal): ReadNewTask => {
  const { playbook, answers, reader } = scene;
  const type = typeIn(scene);
  const priority = answer(answers, 'priority');
  const { cameBy, requester } = originOf(scene);
  const { fields, problems } = type === null ? { fields: {}, problems: {} } : readFields(fieldsFor(type.fields, factsOf(askedFields(type, scene).fields)), type, answers, playbook, seal);
  const more: Record<string, FieldProblem> = {
    ...(type === null ? { type: { problem: 'missing' } } : {}),
    ...(isPriority(priority) ? {} : { priority: { problem: 'missing' } }),
    ...(isCameBy(cameBy) ? {} : { came_by: { problem: 'unknown_choice' } }),
    ...(personOf(playbook, requester) === null ? { requester: { problem: 'unknown_choice' } } : {}),
    ...(reader.shared && answer(answers, 'you_are') === '' ? { you_are: { problem: 'missing' } } : {}),
  };
  const all = { ...problems, ...more };
  if (type === null || !isPriority(priority) || !isCameBy(cameBy) || Object.keys(all).length > 0) return { ok: false, problems: all };
  const owner = answer(answers, 'owner');
  const due = moment(answers, 'due');
  return { ok: true, answers: { type: type.key, priority, fields, cameBy, requester, ...(reader.shared ? { takenInBy: answer(answers, 'you_are') } : {}), ...(owner === '' ? {} : { owner }), ...(due === null ? {} : { due }) } };
};

