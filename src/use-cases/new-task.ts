// Opening, redrawing and submitting the form of a new task.
import { may } from '../domain/permissions.js';
import type { PersonKey, Person, Playbook } from '../domain/playbook.js';
import type { CameBy, Door, Fields } from '../domain/task.js';
import { isConfirmed, taskName } from '../domain/task.js';
import type { Draft } from '../ports/task-store.js';
import { newTaskForm, readNewTask } from '../view/forms/new-task.js';
import type { NewTaskScene } from '../view/forms/new-task.js';
import { identifiersIn } from '../triage/identifiers.js';
import type { Answers, Form, FormRef } from '../view/nodes.js';
import { existsForm, twinsForm } from '../view/shows.js';
import { cameByOf } from './came-by.js';
import { makeActOnTask } from './act-on-task.js';
import { makeCreateTask, workloadFor } from './create-task.js';
import type { Created } from './create-task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import { seenBy } from './look.js';
import type { FieldProblem, Refused } from '../domain/refusal.js';
import { refused } from '../domain/refusal.js';
import type { SourceMessage } from './rounds.js';
import { referencesIn, sameMatter } from './same-matter.js';
import { sealAnswer } from './seal-answer.js';

/** Open tasks of the same message or thread that are shown before another is made. */
const MOST_EXISTING = 5;

const authorOf = (playbook: Playbook, source: Pick<SourceMessage, 'platform' | 'author'> | null): PersonKey | null =>
  (source?.author && playbook.people.find((person) => person[source.platform] === source.author)?.key) || null;

const existing = async (source: SourceMessage, tasks: Deps['tasks']) => {
  const { platform, channel, ts, thread } = source;
  const { tasks: found } = await tasks.list({ source: { platform, channel, thread } }, { skip: 0, limit: MOST_EXISTING });
  return found.length > 0 || thread === ts ? found : (await tasks.list({ source: { platform, channel, ts } }, { skip: 0, limit: MOST_EXISTING })).tasks;
};

const draftOf = (form: string, source: SourceMessage | null, seal: Deps['sealer']['seal']): Draft => ({
  form,
  source: source && { platform: source.platform, channel: source.channel, ts: source.ts, thread: source.thread, link: source.link, author: source.author },
  sourceText: source === null || source.text === '' ? null : seal(source.text),
  cameBy: source?.cameBy ?? (source === null ? null : cameByOf(source.text)),
});

type Held = { type: string | null; fields: Fields };

export const makeNewTask = (deps: Deps) => {
  const { tasks, drafts, playbooks, sealer, clock } = deps;
  const createTask = makeCreateTask(deps);
  const actOnTask = makeActOnTask(deps);

  const heldBy = async (reader: Person, ref: FormRef): Promise<Held | null> => {
    const task = ref.task === undefined ? null : await tasks.load(ref.task);
    // Asked for again at each redraw: who may not see it any more gets none of its answers.
    if (task === null || isConfirmed(task) || !may(reader, 'see', task, await playbookFor(task, playbooks))) return null;
    return { type: task.type, fields: task.fields };
  };

  const scene = async (reader: Person, ref: FormRef, answers: Answers, draft: Draft | null): Promise<NewTaskScene> => {
    const playbook = playbooks.current();
    const [workload, held] = await Promise.all([workloadFor(playbook, tasks), heldBy(reader, ref)]);
    const from: { cameBy: CameBy; author: PersonKey | null } | null =
      draft?.source ? { cameBy: draft.cameBy ?? 'chat', author: authorOf(playbook, { platform: draft.source.platform === 'teams' ? 'teams' : 'slack', author: draft.source.author }) } : null;
    return { playbook, now: clock.now(), reader, answers, ref, workload, source: from, ...(held ? { held } : {}) };
  };

  /** Tasks for the same patient and of the same kind that the form has not shown yet: once shown, going on is the person's decision. */
  const unseenTwins = async (reader: Person, type: string, answers: Answers, { form, arg = '' }: FormRef) => {
    if ((await tasks.answerTo(`form:${form}`)) !== null) return [];
    const found = await sameMatter(deps, reader, { type, references: referencesIn(answers, type, deps) });
    return found.filter(({ number }) => !arg.split(',').includes(taskName(number)));
  };

  return {
    /** Opens the form; says first where the message or its thread has a task already. The text is kept sealed until it is submitted. */
    open: async (reader: Person, source: SourceMessage | null): Promise<Form> => {
      const ref: FormRef = { form: deps.newId() };
      const draft = draftOf(ref.form, source, (text) => sealer.seal(text));
      const [all] = await Promise.all([source === null ? [] : existing(source, tasks), source === null ? null : drafts.keep(draft)]);
      const found = await seenBy(reader, all, playbooks);
      if (found.length > 0) return existsForm(found, ref, playbooks.current(), clock.now());
      return newTaskForm(await scene(reader, ref, {}, draft));
    },

    /** The form as it is with these answers. */
    draw: async (reader: Person, ref: FormRef, answers: Answers): Promise<Form> => newTaskForm(await scene(reader, ref, answers, await drafts.find(ref.form))),

    /** Makes the task, or sorts the one in triage that the form is about. */
    submit: async (reader: Person, door: Door, ref: FormRef, answers: Answers): Promise<Created | { ok: false; problems: Readonly<Record<string, FieldProblem>> } | { ok: false; again: Form }> => {
      const draft = await drafts.find(ref.form);
      const whole = await scene(reader, ref, answers, draft);
      const read = readNewTask(whole, sealAnswer(sealer));
      if (!read.ok) return read;
      const twins = ref.task === undefined ? await unseenTwins(reader, read.answers.type, answers, ref) : [];
      if (twins.length > 0) return { ok: false, again: twinsForm(newTaskForm(whole), twins, whole.playbook, whole.now) };
      const envelope = { id: `form:${ref.form}`, door, actor: reader.key, seen: ref.version ?? null };
      if (ref.task === undefined) {
        const author = draft?.sourceText && identifiersIn(sealer.open(draft.sourceText)).length > 0 ? whole.source?.author : null;
        return createTask({
          ...envelope, verb: 'create', ...read.answers, source: draft?.source ? { ...draft.source, changed: null } : null, sourceText: draft?.sourceText ?? null, followUpOf: null,
          ...(author ? { exposedBy: author } : {}),
        });
      }
      if (!whole.held) return refused({ code: 'stale', by: 'system', verb: 'confirm', at: whole.now }) satisfies Refused;
      const { type, priority, fields, owner, due } = read.answers;
      return actOnTask(ref.task, { ...envelope, verb: 'confirm', type, priority, fields, ...(owner ? { owner } : {}), ...(due ? { due } : {}) });
    },
  };
};
