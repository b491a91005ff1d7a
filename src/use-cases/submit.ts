// A form that comes back: read, carried out, or answered with what is wrong beside each answer.
import { SYSTEM } from '../domain/command.js';
import type { Person, Playbook } from '../domain/playbook.js';
import type { FieldProblem, Refusal } from '../domain/refusal.js';
import type { Door, Task } from '../domain/task.js';
import { may } from '../domain/permissions.js';
import { taskForms } from '../view/forms/index.js';
import type { Answers, Form, FormName, FormRef } from '../view/nodes.js';
import { problemText, refusalText, sentence } from '../view/refusal-text.js';
import { messageView } from '../view/shows.js';
import { lineWords } from '../view/task-line.js';
import type { ActOnTask } from './act-on-task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import type { makeNewTask } from './new-task.js';
import type { Submitted } from './rounds.js';
import type { Setup } from './setup.js';

export type Submitting = Deps & { actOnTask: ActOnTask; newTask: ReturnType<typeof makeNewTask>; setup: Setup };
type Returned = { person: Person; door: Door; name: FormName; ref: FormRef; answers: Answers };

const errors = (problems: Readonly<Record<string, FieldProblem>>, playbook: Playbook): Submitted => ({
  result: 'errors', errors: Object.fromEntries(Object.entries(problems).map(([key, problem]) => [key, problemText(problem, playbook)])),
});

export const makeForms = (deps: Submitting) => {
  const { tasks, playbooks, clock, sealer, newId, actOnTask, newTask, setup } = deps;
  const seal = (text: string) => sealer.seal(text);

  const told = (refusal: Refusal, verb: string, task: Task | null, playbook: Playbook, reader: Person): Submitted =>
    refusal.code === 'fields' ? errors(refusal.problems, playbook)
      : { result: 'next', form: messageView(sentence(refusalText(refusal, verb, task, playbook, clock.now(), reader.key)), { form: newId() }) };

  const sceneOf = async ({ person, ref, answers }: Returned) => {
    const task = ref.task === undefined ? null : await tasks.load(ref.task);
    return task === null ? null : { task, playbook: await playbookFor(task, playbooks), now: clock.now(), reader: person, answers, ref };
  };

  /** Somebody changed the task while the form was open: the same form again, with what was typed, and what changed above it. */
  const overtaken = async (returned: Returned, refusal: Refusal, verb: string): Promise<Submitted | null> => {
    const scene = await sceneOf(returned);
    const form = taskForms.find(({ name }) => name === returned.name);
    if (refusal.code !== 'stale' || refusal.by === SYSTEM || scene === null || form === undefined) return null;
    const fresh = form.build({ ...scene, ref: { ...returned.ref, version: scene.task.version } });
    const lead = refusalText(refusal, verb, scene.task, scene.playbook, scene.now, returned.person.key);
    return { result: 'next', form: { ...fresh, parts: [{ kind: 'text', lines: [lead] }, ...fresh.parts] } };
  };

  const submitNew = async (returned: Returned): Promise<Submitted> => {
    const { person, door, ref, answers } = returned;
    const made = await newTask.submit(person, door, ref, answers);
    const playbook = playbooks.current();
    if (!made.ok) return 'problems' in made ? errors(made.problems, playbook) : told(made.refusal, 'create', null, playbook, person);
    // In a thread the line says it; elsewhere the person is told what became of it.
    const line = made.task.source === null || ref.task !== undefined ? sentence(lineWords(made.task, playbook, clock.now())) : null;
    return { result: 'done', say: line };
  };

  const submitTaskForm = async (returned: Returned): Promise<Submitted> => {
    const { person, door, name, ref } = returned;
    const scene = await sceneOf(returned);
    const form = taskForms.find((each) => each.name === name);
    if (scene === null || form === undefined || ref.task === undefined) return told({ code: 'task_gone' }, name, null, playbooks.current(), person);
    const read = form.read(scene, seal);
    if (!read.ok) return errors(read.problems, scene.playbook);
    const acted = await actOnTask(ref.task, { id: `form:${ref.form}`, door, actor: person.key, seen: ref.version ?? null, ...read.step });
    if (acted.ok) return { result: 'done', say: null };
    return (await overtaken(returned, acted.refusal, read.step.verb)) ?? told(acted.refusal, read.step.verb, acted.task, scene.playbook, person);
  };

  return {
    submit: async (returned: Returned): Promise<Submitted> => {
      if (setup.hasForm(returned.name)) return setup.submit(returned);
      if (returned.name === 'exists_form') return { result: 'next', form: await newTask.draw(returned.person, returned.ref, {}) };
      return returned.name === 'task_form' || returned.name === 'triage_form' ? submitNew(returned) : submitTaskForm(returned);
    },
    redraw: async (returned: Returned): Promise<Form> => {
      const { person, name, ref, answers } = returned;
      if (setup.hasForm(name)) return setup.redraw(returned);
      if (name === 'task_form' || name === 'triage_form') return newTask.draw(person, ref, answers);
      const scene = await sceneOf(returned);
      const form = taskForms.find((each) => each.name === name);
      if (scene === null || form === undefined || !may(person, 'see', scene.task, scene.playbook)) {
        return messageView(sentence(refusalText({ code: 'task_gone' }, name, null, playbooks.current(), clock.now())), { form: newId() });
      }
      return form.build(scene);
    },
  };
};
