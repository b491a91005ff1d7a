// Somebody is out: a lead moves what is due of theirs. One preview, one submit; each task is one guarded command of its own.
import { isAway } from '../domain/absence.js';
import { asksBefore, endOfToday, heldBy, planMoves } from '../domain/moving.js';
import { mayFor } from '../domain/permissions.js';
import { personOf } from '../domain/playbook.js';
import type { Person, PersonKey } from '../domain/playbook.js';
import type { Refused } from '../domain/refusal.js';
import { taskName, taskNumber } from '../domain/task.js';
import type { Door, Task } from '../domain/task.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { moveForm, readMoves } from '../view/forms/move.js';
import { movedMessage } from '../view/moved.js';
import type { Out } from '../view/moved.js';
import type { Answers, Form, FormRef, Message } from '../view/nodes.js';
import { refusalText, sentence } from '../view/refusal-text.js';
import { messageView } from '../view/shows.js';
import { nameOf } from '../view/words.js';
import type { ActOnTask } from './act-on-task.js';
import type { Deps } from './deps.js';
import type { Errand } from './errand.js';
import { allowed, heldTasks } from './held-tasks.js';

type Looking = Pick<Deps, 'tasks' | 'playbooks' | 'clock'>;

/** What is due today of somebody's, or waits for them to sort or check it, and this reader may move. */
const dueToday = async (deps: Looking, reader: Person, whom: Person): Promise<Task[]> => {
  const until = endOfToday(deps.playbooks.current(), deps.clock.now());
  const held = (await heldTasks(deps, whom.key)).filter((task) => asksBefore(task, until));
  return allowed(reader, 'hand', held, deps.playbooks);
};

/** Everybody who is out now with work that is due and that this reader may move: for their home and their digest. */
export const whoIsOut = async (deps: Looking, reader: Person): Promise<Out[]> => {
  const playbook = deps.playbooks.current();
  const now = deps.clock.now();
  const out = playbook.people.filter((person) => person.key !== reader.key && isAway(person, now, playbook.practice.timezone) && mayFor(reader, 'move', person, playbook));
  const counted = await Promise.all(out.map(async (person) => ({ person, due: (await dueToday(deps, reader, person)).length })));
  return counted.filter(({ due }) => due > 0);
};

export type Moving = Looking & Pick<Deps, 'newId' | 'audit'> & { actOnTask: ActOnTask; notices: Pick<NoticeStore, 'add'>; wallClock(): Date };

export const makeMoveTasks = (deps: Moving): Errand => {
  const { tasks, playbooks, clock, newId, audit, actOnTask, notices, wallClock } = deps;

  /** Whose tasks they are, or why this reader cannot move them. */
  const enter = (reader: Person, door: Door, key: PersonKey): Person | Message => {
    const playbook = playbooks.current();
    const whom = personOf(playbook, key);
    if (whom === null) return sentence('This person is not on Rounds any more.');
    if (!mayFor(reader, 'move', whom, playbook)) {
      audit.note({ actor: reader.key, door, action: 'denied', task: null, facts: { verb: 'move', person: whom.key } });
      return sentence(`Nothing was moved: a lead of ${whom.name}’s queue or a manager does this.`);
    }
    return isAway(whom, clock.now(), playbook.practice.timezone) ? whom : sentence(`${whom.name} is here. Nothing was moved.`);
  };

  const draw = async (reader: Person, door: Door, ref: FormRef, answers: Answers): Promise<Form> => {
    const whom = enter(reader, door, ref.arg ?? '');
    if ('nodes' in whom) return messageView(whom, ref);
    const playbook = playbooks.current();
    const [due, workload] = await Promise.all([dueToday(deps, reader, whom), tasks.workload(playbook.people.map(({ key }) => key))]);
    const moves = planMoves(due, whom.key, playbook, workload, clock.now());
    return moves.length === 0 ? messageView(sentence(`Nothing of ${whom.name}’s is due today.`), ref) : moveForm({ playbook, now: clock.now(), answers, ref, whom, moves });
  };

  /** One task to one person, once however often the form is sent. */
  const move = async (form: string, reader: Person, door: Door, from: PersonKey, { task: number, to }: { task: number; to: PersonKey }): Promise<Refused | null> => {
    const id = `form:${form}/${taskName(number)}`;
    if ((await tasks.answerTo(id)) !== null) return null;
    const task = await tasks.load(number);
    const verb = task !== null && heldBy(task, from) === 'check' ? 'set_reviewer' : 'reassign';
    const acted = await actOnTask(number, { id, door, actor: reader.key, seen: null, verb, to, from });
    return acted.ok ? null : acted;
  };

  return {
    forms: ['move_form'], verbs: ['move'],
    press: async ({ person, door, ref }) => ({ result: 'form', form: await draw(person, door, { form: newId(), ...(ref.arg === undefined ? {} : { arg: ref.arg }) }, {}) }),
    redraw: ({ person, door, ref, answers }) => draw(person, door, ref, answers),
    submit: async ({ person, door, ref, answers }) => {
      const whom = enter(person, door, ref.arg ?? '');
      if ('nodes' in whom) return { result: 'next', form: messageView(whom, { form: newId() }) };
      const wanted = readMoves(answers, taskNumber);
      const results = [];
      for (const one of wanted) results.push({ ...one, refused: await move(ref.form, person, door, whom.key, one) });
      const playbook = playbooks.current();
      const moved = results.filter(({ refused }) => refused === null);
      const stayed = results.flatMap(({ task, refused }) => (refused === null ? [] : [refusalText(refused.refusal, 'reassign', { number: task }, playbook, clock.now(), person.key)]));
      if (moved.length > 0) await notices.add([{ key: `moved/${ref.form}`, task: null, about: moved.map(({ task }) => taskName(task)).join(','), kind: 'moved', to: { person: whom.key }, by: person.key, wanted: 1 }], wallClock());
      return { result: 'done', say: wanted.length === 0 ? sentence(`Nothing was moved: all stay with ${nameOf(playbook, whom.key)}.`) : movedMessage({ whom, moved, stayed }, playbook) };
    },
  };
};
