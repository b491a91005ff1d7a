// The form that moves what is due of somebody who is out: each task, who would get it, and why.
import type { Move } from '../../domain/moving.js';
import { personOf } from '../../domain/playbook.js';
import type { Person, PersonKey, Playbook } from '../../domain/playbook.js';
import { reviewersFor } from '../../domain/routing.js';
import { signersFor } from '../../domain/steps/closing.js';
import { isAway } from '../../domain/absence.js';
import { isConfirmed, taskName } from '../../domain/task.js';
import type { Task } from '../../domain/task.js';
import type { Answers, Form, FormRef, Input, Option } from '../nodes.js';
import { clockWords } from '../task-line.js';
import { becauseWords, outWords } from '../why.js';
import { nameOf, plural, titleOf } from '../words.js';
import { answer, choiceControl } from './inputs.js';
import { ownerOptions } from './planning.js';

/** A view holds a hundred blocks, and nobody reviews more than this at a time. */
export const MOST_MOVES = 40;
/** The choice that leaves a task where it is. */
const STAYS = 'stays';

export type MoveScene = { playbook: Playbook; now: Date; answers: Answers; ref: FormRef; whom: Person; moves: readonly Move[] };

const checkers = (task: Task, from: PersonKey, playbook: Playbook, now: Date): Option[] =>
  (isConfirmed(task) ? reviewersFor(signersFor(task, playbook) ?? [], task.owner, task.queue, playbook, now) : []).filter((key) => key !== from).map((key) => ({ value: key, label: nameOf(playbook, key) }));

const owners = (task: Task, from: PersonKey, playbook: Playbook, now: Date): Option[] =>
  ownerOptions(task.queue, playbook, now).filter(({ value }) => value !== from && !isAway(personOf(playbook, value) ?? { away: [] }, now, playbook.practice.timezone));

const moveInput = ({ task, what, to, because }: Move, { playbook, now, answers, whom }: MoveScene): Input => {
  const key = taskName(task.number);
  const able = what === 'check' ? checkers(task, whom.key, playbook, now) : owners(task, whom.key, playbook, now);
  const options = [...able, { value: STAYS, label: `Leave it with ${whom.name}` }];
  const clocks = isConfirmed(task) ? clockWords(task, playbook, now) : ['not sorted yet'];
  return {
    kind: 'input', key, label: [titleOf(playbook, task), ...(what === 'check' ? ['to check'] : []), ...clocks].join(' · '), optional: false,
    hint: to === null ? `Stays: ${becauseWords(because, task.queue, playbook, now)}.` : `${nameOf(playbook, to)}: ${becauseWords(because, task.queue, playbook, now)}.`,
    control: choiceControl(options, answer(answers, key) || (to ?? STAYS), 'list'),
  };
};

export const moveForm = (scene: MoveScene): Form => {
  const { playbook, now, ref, whom, moves } = scene;
  const shown = moves.slice(0, MOST_MOVES);
  const more = moves.length > shown.length ? [`The first ${shown.length} of ${moves.length}. Press Move again for the others.`] : [];
  const out = outWords(whom, playbook, now);
  return {
    name: 'move_form', title: 'Move what is due', submit: `Move ${plural(shown.length, 'task')}`, close: 'Cancel', ref,
    parts: [
      { kind: 'text', lines: [[{ strong: `${whom.name} is ${out ?? 'here'}` }], `${plural(moves.length, 'task')} cannot wait until then. Each goes to whoever stands beside it.`, ...more] },
      ...shown.map((move) => moveInput(move, scene)),
    ],
  };
};

/** Who gets which task, by the form; those that stay are left out. */
export const readMoves = (answers: Answers, numberOf: (text: string) => number | null): { task: number; to: PersonKey }[] =>
  Object.keys(answers).flatMap((key) => {
    const [task, to] = [numberOf(key), answer(answers, key)];
    return task === null || to === '' || to === STAYS ? [] : [{ task, to }];
  });
