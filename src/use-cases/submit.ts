// A form that comes back: read, carried out, or answered with what is wrong beside each answer.
import { SYSTEM } from '../domain/command.js';
import type { Command } from '../domain/command.js';
import { objection } from '../domain/lifecycle.js';
import type { Person, Playbook } from '../domain/playbook.js';
import type { FieldProblem, Refusal } from '../domain/refusal.js';
import { isClosed } from '../domain/task.js';
import type { Door, Task } from '../domain/task.js';
import { may } from '../domain/permissions.js';
import type { FormScene } from '../view/forms/form.js';
import { taskForms } from '../view/forms/index.js';
import { doubtfulTexts, keepReason, warned } from '../view/forms/patient-details.js';
import { identifiersIn } from '../triage/identifiers.js';
import type { Answers, Form, FormName, FormRef } from '../view/nodes.js';
import { madeMessage } from '../view/notice.js';
import { problemText, refusalText, sentence } from '../view/refusal-text.js';
import { messageView, twinsForm, twinsMessage } from '../view/shows.js';
import type { ActOnTask } from './act-on-task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import type { Errand } from './errand.js';
import type { makeNewTask } from './new-task.js';
import type { Submitted } from './rounds.js';
import { openSettings, saveSettings } from './settings.js';
import { referencesIn, sameMatter, unseenTwins } from './same-matter.js';
import type { Matter } from './same-matter.js';
import { sealAnswer } from './seal-answer.js';

export type Submitting = Deps & { errands: readonly Errand[]; actOnTask: ActOnTask; newTask: ReturnType<typeof makeNewTask> };
type Returned = { person: Person; door: Door; name: FormName; ref: FormRef; answers: Answers };

/** What is wrong, beside each answer. */
export const errors = (problems: Readonly<Record<string, FieldProblem>>, playbook: Playbook): Submitted => ({
  result: 'errors', errors: Object.fromEntries(Object.entries(problems).map(([key, problem]) => [key, problemText(problem, playbook)])),
});

export const makeForms = (deps: Submitting) => {
  const { tasks, playbooks, clock, sealer, newId, phiMode, audit, actOnTask, newTask, errands } = deps;
  const errandOf = (name: FormName) => errands.find(({ forms }) => forms.includes(name));
  const seal = sealAnswer(sealer);

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
    if (!made.ok && 'again' in made) return { result: 'next', form: made.again };
    if (!made.ok) return 'problems' in made ? errors(made.problems, playbook) : told(made.refusal, 'create', null, playbook, person);
    const second = await newTask.second(ref, made.task);
    if (second !== null) return { result: 'next', form: second };
    // In a thread the line says it; elsewhere the person is told what became of it.
    const line = made.task.source === null || ref.task !== undefined ? madeMessage(made.task, playbook, clock.now()) : null;
    return { result: 'done', say: line };
  };

  /** Other open tasks of this matter, where a form is about to close one of them: closed it can be no duplicate any more. None where it may not be closed. */
  const beforeClosing = async (verb: Command['verb'], matter: Matter, { task, playbook, now, reader, ref }: FormScene): Promise<readonly Task[]> => {
    if (verb !== 'finish' || objection(task, { verb, seen: ref.version ?? null }, { actor: reader, playbook, now }) !== null) return [];
    return (await unseenTwins(deps, reader, { ...matter, of: task }, ref)).filter((twin) => !isClosed(twin));
  };

  const submitTaskForm = async (returned: Returned): Promise<Submitted> => {
    const { person, door, name, ref } = returned;
    const scene = await sceneOf(returned);
    const form = taskForms.find((each) => each.name === name);
    if (scene === null || form === undefined || ref.task === undefined) return told({ code: 'task_gone' }, name, null, playbooks.current(), person);
    const read = form.read(scene, seal);
    if (!read.ok) return errors(read.problems, scene.playbook);
    const matter = { type: scene.task.type, references: referencesIn(returned.answers, scene.task.type, deps) };
    const first = await beforeClosing(read.step.verb, matter, scene);
    if (first.length > 0) return { result: 'next', form: twinsForm(form.build(scene), first, scene.playbook, scene.now) };
    const acted = await actOnTask(ref.task, { id: `form:${ref.form}`, door, actor: person.key, seen: ref.version ?? null, ...read.step });
    if (acted.ok) {
      const twins = isClosed(acted.task) ? [] : await sameMatter(deps, person, { ...matter, of: acted.task });
      return { result: 'done', say: twins.length === 0 ? null : twinsMessage(twins, acted.playbook, clock.now()) };
    }
    return (await overtaken(returned, acted.refusal, read.step.verb)) ?? told(acted.refusal, read.step.verb, acted.task, scene.playbook, person);
  };

  const redraw = async (returned: Returned): Promise<Form> => {
    const { person, name, ref, answers } = returned;
    if (name === 'settings_form') return openSettings(deps, person, ref, answers);
    const errand = errandOf(name);
    if (errand !== undefined) return errand.redraw(returned);
    if (name === 'task_form' || name === 'triage_form') return newTask.draw(person, ref, answers);
    const scene = await sceneOf(returned);
    const form = taskForms.find((each) => each.name === name);
    if (scene === null || form === undefined || !may(person, 'see', scene.task, scene.playbook)) {
      return messageView(sentence(refusalText({ code: 'task_gone' }, name, null, playbooks.current(), clock.now())), { form: newId() });
    }
    return form.build(scene);
  };

  /** The form again with a warning, where a text looks like it is of a patient and chat may not hold that; null where it may be saved. */
  const warning = async (returned: Returned): Promise<Submitted | null> => {
    const typed = Object.values(returned.answers).some((value) => typeof value === 'string' && identifiersIn(value).length > 0);
    if (phiMode === 'full' || !typed) return null;
    const form = await redraw(returned);
    const doubtful = doubtfulTexts(form, returned.answers);
    if (doubtful.length === 0) return null;
    const reason = keepReason(returned.answers);
    if (reason === null) return { result: 'next', form: warned(form, doubtful) };
    audit.note({ actor: returned.person.key, door: returned.door, action: 'details_kept', task: returned.ref.task ?? null, facts: { form: returned.name, fields: doubtful.join(' '), reason } });
    return null;
  };

  return {
    submit: async (returned: Returned): Promise<Submitted> => {
      if (returned.name === 'settings_form') return saveSettings(deps, returned.person, returned.answers);
      const errand = errandOf(returned.name);
      if (errand !== undefined) return errand.submit(returned);
      if (returned.name === 'exists_form') return { result: 'next', form: await newTask.draw(returned.person, returned.ref, {}) };
      const first = await warning(returned);
      if (first !== null) return first;
      return returned.name === 'task_form' || returned.name === 'triage_form' ? submitNew(returned) : submitTaskForm(returned);
    },
    redraw,
  };
};
