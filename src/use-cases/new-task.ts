// Opening, redrawing and submitting the form of a new task.
import { may } from '../domain/permissions.js';
import { typeOf, usableTypes } from '../domain/playbook.js';
import type { PersonKey, Person, Playbook } from '../domain/playbook.js';
import type { CameBy, Door, Fields, Sealed, Task } from '../domain/task.js';
import { localDateOf } from '../domain/local-time.js';
import { isConfirmed } from '../domain/task.js';
import type { Draft } from '../ports/task-store.js';
import { newTaskForm } from '../view/forms/new-task/form.js';
import { readNewTask } from '../view/forms/new-task/read.js';
import { typeIn } from '../view/forms/new-task/scene.js';
import type { Suggested } from '../view/forms/suggested.js';
import { sayDay } from '../view/times.js';
import { fieldsFound, wantedBy } from '../triage/found-fields.js';
import { reasonWords } from '../triage/reason.js';
import { otherRequest, suggestionFacts } from '../triage/suggestion.js';
import type { Suggestion } from '../triage/suggestion.js';
import type { NewTaskScene } from '../view/forms/new-task/scene.js';
import { identifiersIn } from '../triage/identifiers.js';
import type { Answers, Form, FormRef } from '../view/nodes.js';
import { existsForm, secondForm, twinsForm } from '../view/shows.js';
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
import { referencesIn, unseenTwins } from './same-matter.js';
import { ownerOnceSorted } from './sort.js';
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
  suggestion: null,
});

type Held = { task: Task; type: string | null; fields: Fields; sourceText: Sealed | null; channel: string | null };
type TypedSoFar = Pick<NewTaskScene, 'answers' | 'ref' | 'held'>;

export const makeNewTask = (deps: Deps) => {
  const { tasks, drafts, playbooks, sealer, clock } = deps;
  const createTask = makeCreateTask(deps);
  const actOnTask = makeActOnTask(deps);

  const heldBy = async (reader: Person, ref: FormRef): Promise<Held | null> => {
    const task = ref.task === undefined ? null : await tasks.load(ref.task);
    // Asked for again at each redraw: who may not see it any more gets none of its answers.
    if (task === null || isConfirmed(task) || !may(reader, 'see', task, await playbookFor(task, playbooks))) return null;
    return { task, type: task.type, fields: task.fields, sourceText: task.sourceText, channel: task.source?.channel ?? null };
  };

  /** What the message, or the task's source, lets us suggest. */
  const suggestedFor = (text: string, channel: string | null, typed: TypedSoFar, ofModel: Suggestion | null): { suggested: Suggested } | Record<string, never> => {
    if (text.trim() === '') return {};
    const playbook = playbooks.current();
    const suggestion = ofModel ?? deps.suggest(text, { playbook, place: { id: channel } });
    const now = clock.now();
    const zone = playbook.practice.timezone;
    const today = localDateOf(zone, now);
    const type = typeIn({ playbook, ...typed });
    const reasons = Object.fromEntries(suggestion.types.map(({ type: key, evidence }) => [key, reasonWords(text, evidence, typeOf(playbook, key)?.words)]));
    const day = wantedBy(text, today);
    return { suggested: { suggestion, found: type === null ? {} : fieldsFound(text, type, playbook, today), reasons, wantedBy: day === null ? null : sayDay(day, now, zone) } };
  };

  const scene = async (reader: Person, ref: FormRef, answers: Answers, draft: Draft | null): Promise<NewTaskScene> => {
    const playbook = playbooks.current();
    const [workload, held] = await Promise.all([workloadFor(playbook, tasks), heldBy(reader, ref)]);
    const from: { cameBy: CameBy; author: PersonKey | null } | null =
      draft?.source ? { cameBy: draft.cameBy ?? 'chat', author: authorOf(playbook, { platform: draft.source.platform === 'teams' ? 'teams' : 'slack', author: draft.source.author }) } : null;
    const sealed = draft?.sourceText ?? held?.sourceText ?? null;
    const suggested = sealed === null ? {} : suggestedFor(sealer.open(sealed), draft?.source?.channel ?? held?.channel ?? null, { answers, ref, ...(held ? { held } : {}) }, draft?.suggestion ?? null);
    return { playbook, now: clock.now(), reader, answers, ref, workload, source: from, ...(held ? { held } : {}), ...suggested };
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

    /** The form as the model's answer makes it, once there is one; null where nothing new is to be shown. */
    better: async (reader: Person, ref: FormRef): Promise<Form | null> => {
      const draft = deps.askModel === null ? null : await drafts.find(ref.form);
      if (deps.askModel === null || !draft?.sourceText) return null;
      const suggestion = await deps.askModel(sealer.open(draft.sourceText), draft.source?.channel ?? null);
      if (suggestion === null) return null;
      await drafts.suggest(ref.form, suggestion);
      return newTaskForm(await scene(reader, ref, {}, { ...draft, suggestion }));
    },

    /**
     * The question after a task of a message that asks for two things; null where there is nothing more to make of it.
     * The other form has one id, however often it is offered: it makes one task.
     */
    second: async (ref: FormRef, made: Task): Promise<Form | null> => {
      const draft = ref.task === undefined ? await drafts.find(ref.form) : null;
      if (!draft?.sourceText || made.type === null) return null;
      const playbook = playbooks.current();
      const suggestion = draft.suggestion ?? deps.suggest(sealer.open(draft.sourceText), { playbook, place: { id: draft.source?.channel ?? null } });
      const other = otherRequest(suggestion, made.type);
      const type = usableTypes(playbook).find(({ key }) => key === other?.types[0]?.type);
      const form = `${ref.form}-second`;
      if (type === undefined || (await tasks.answerTo(`form:${form}`)) !== null) return null;
      await drafts.keep({ ...draft, form, suggestion: other });
      return secondForm(made, type, { form }, playbook, clock.now());
    },

    /** The form as it is with these answers. */
    draw: async (reader: Person, ref: FormRef, answers: Answers): Promise<Form> => newTaskForm(await scene(reader, ref, answers, await drafts.find(ref.form))),

    /** Makes the task, or sorts the one in triage that the form is about. */
    submit: async (reader: Person, door: Door, ref: FormRef, answers: Answers): Promise<Created | { ok: false; problems: Readonly<Record<string, FieldProblem>> } | { ok: false; again: Form }> => {
      const draft = await drafts.find(ref.form);
      const whole = await scene(reader, ref, answers, draft);
      const read = readNewTask(whole, sealAnswer(sealer));
      if (!read.ok) return read;
      const { suggested } = whole;
      const facts = suggested === undefined ? {} : { facts: suggestionFacts(suggested.suggestion, suggested.found, read.answers) };
      const twins = ref.task === undefined ? await unseenTwins(deps, reader, { type: read.answers.type, references: referencesIn(answers, read.answers.type, deps) }, ref) : [];
      if (twins.length > 0) return { ok: false, again: twinsForm(newTaskForm(whole), twins, whole.playbook, whole.now) };
      const envelope = { id: `form:${ref.form}`, door, actor: reader.key, seen: ref.version ?? null };
      if (ref.task === undefined) {
        const author = draft?.sourceText && identifiersIn(sealer.open(draft.sourceText)).length > 0 ? whole.source?.author : null;
        return createTask({
          ...envelope, verb: 'create', ...read.answers, source: draft?.source ? { ...draft.source, changed: null } : null, sourceText: draft?.sourceText ?? null, followUpOf: null,
          ...(author ? { exposedBy: author } : {}), ...facts,
        });
      }
      if (!whole.held) return refused({ code: 'stale', by: 'system', verb: 'confirm', at: whole.now }) satisfies Refused;
      const { type, priority, fields, owner: named, due } = read.answers;
      const owner = named ?? ownerOnceSorted(whole.held.task, { type, priority, fields }, reader.key, whole.playbook, { workload: whole.workload, now: whole.now });
      return actOnTask(ref.task, { ...envelope, verb: 'confirm', type, priority, fields, ...(owner === null ? {} : { owner }), ...(due ? { due } : {}), ...facts });
    },
  };
};
