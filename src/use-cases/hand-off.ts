// A handoff at shift change: offered in a form, answered by two buttons, carried out a task at a time. What a crash interrupts, the next look
// goes on with: every step of it may happen twice.
import { isAway } from '../domain/absence.js';
import { answered, isOver, leftOut, offered, settled } from '../domain/handoff.js';
import type { Handoff, Stayed } from '../domain/handoff.js';
import { asksBefore, heldBy } from '../domain/moving.js';
import { may, mayAsk, mayFor } from '../domain/permissions.js';
import { personOf } from '../domain/playbook.js';
import type { Person } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Door, Task } from '../domain/task.js';
import type { HandoffStore } from '../ports/handoff-store.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { NOT_AT_SHARED_LOGIN } from '../view/absence.js';
import { handoffForm, readHandoff } from '../view/forms/handoff.js';
import { sealedNote } from '../view/forms/form.js';
import { answer } from '../view/forms/inputs.js';
import { answeredAlready, NOBODY_TO_TAKE, NOTHING_TO_HAND, offeredMessage, offerMessage } from '../view/handoff.js';
import type { Answers, Form, FormRef, Message } from '../view/nodes.js';
import { MAY_NOT_ASK, sentence } from '../view/refusal-text.js';
import { messageView } from '../view/shows.js';
import { nameOf } from '../view/words.js';
import { insist } from './act-on-task.js';
import type { ActOnTask } from './act-on-task.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import type { Errand, ErrandPress } from './errand.js';
import { heldTasks } from './held-tasks.js';
import type { Pressed } from './rounds.js';
import { errors } from './submit.js';

type CarryingOut = Pick<Deps, 'tasks' | 'playbooks' | 'clock'> & { handoffs: HandoffStore; notices: Pick<NoticeStore, 'add' | 'renew'>; actOnTask: ActOnTask; wallClock(): Date };

const offerKey = ({ id }: Handoff) => `handoff/${id}/offer`;

/** Moves the accepted tasks that still can be moved. Throws where a task changed too often to be decided on: the next look tries again. */
const moveAll = async ({ id, from, to, tasks, note, door }: Handoff, { actOnTask }: CarryingOut) => {
  const moved: number[] = [];
  const stayed: Stayed[] = [];
  for (const number of tasks) {
    const acted = await insist(actOnTask(number, { id: `handoff/${id}/${taskName(number)}`, door, actor: to, seen: null, verb: 'take_over', from, note }));
    if (acted.ok) moved.push(number);
    else stayed.push({ task: number, why: acted.refusal.code });
  }
  return { moved, stayed };
};

/** Does what is next for a handoff, and gives it as it then stands. */
export const advance = async (handoff: Handoff, deps: CarryingOut): Promise<Handoff> => {
  const { handoffs, notices, clock, wallClock } = deps;
  const { id, from, to, version, state, endsAt } = handoff;
  const tell = async (person: string, kind: 'handoff' | 'handed', key: string, by: string) => notices.add([{ key, task: null, about: id, kind, to: { person }, by, wanted: version }], wallClock());
  const kept = async (next: Handoff): Promise<Handoff> => ((await deps.handoffs.change(next)) ? next : ((await handoffs.find(id)) ?? next));
  if (state === 'offered') {
    await tell(to, 'handoff', offerKey(handoff), from);
    if (endsAt <= clock.now()) return advance(await kept(answered(handoff, 'ended', 'job', clock.now())), deps);
    return kept({ ...handoff, version: version + 1, lookAt: endsAt });
  }
  if (handoff.lookAt === null) return handoff;
  const over = await kept(settled(handoff, state === 'accepted' ? await moveAll(handoff, deps) : null));
  await notices.renew(offerKey(handoff), over.version, wallClock());
  if (state !== 'withdrawn') await tell(from, 'handed', `handoff/${id}/answer`, to);
  return over;
};

/** Looks after handoffs whose moment has come: offers that ended, answers that were not carried out. Each has its own error boundary. */
export const lookAfterHandoffs = async (deps: CarryingOut & { onHandoffFault(id: string, error: unknown): void }): Promise<number> => {
  const owing = await deps.handoffs.owing(deps.clock.now(), 50);
  let done = 0;
  for (const handoff of owing) {
    try {
      await advance(handoff, deps);
      done += 1;
    } catch (error) {
      deps.onHandoffFault(handoff.id, error);
    }
  }
  return done;
};

/** The tasks of a handoff that its reader may see, in their order. */
export const tasksOf = async ({ tasks: numbers }: Handoff, reader: Person | null, { tasks, playbooks }: Pick<Deps, 'tasks' | 'playbooks'>): Promise<Task[]> => {
  const found = (await Promise.all(numbers.map((number) => tasks.load(number)))).filter((task) => task !== null);
  const seen = await Promise.all(found.map(async (task) => reader !== null && may(reader, 'see', task, await playbookFor(task, playbooks))));
  return found.filter((_task, index) => seen[index]);
};

export type HandingOff = CarryingOut & Pick<Deps, 'newId' | 'sealer' | 'audit'>;

export const makeHandOff = (deps: HandingOff): Errand => {
  const { playbooks, clock, newId, sealer, handoffs, audit } = deps;
  const say = (message: Message): Pressed => ({ result: 'say', say: message });

  /** Null where they may; else the refusal, recorded. */
  const denied = (person: Person, door: Door): Message | null => {
    if (mayFor(person, 'hand_off', person, playbooks.current())) return null;
    audit.note({ actor: person.key, door, action: 'denied', task: null, facts: { verb: 'hand_off', person: person.key } });
    return person.shared ? NOT_AT_SHARED_LOGIN : MAY_NOT_ASK;
  };

  /** The giver's own tasks, and why some cannot go to the one who is chosen. */
  const offering = async (giver: Person, to: Person | null) => {
    const own = (await heldTasks(deps, giver.key)).filter((task) => heldBy(task, giver.key) === 'work');
    const judged = await Promise.all(own.map(async (task) => ({ task, why: to === null ? null : leftOut(task, giver, to, await playbookFor(task, playbooks)) })));
    return { own, tasks: judged.filter(({ why }) => why === null).map(({ task }) => task), out: judged.flatMap(({ why }) => why ?? []) };
  };

  const receiver = (giver: Person, answers: Answers): Person | null => {
    const person = personOf(playbooks.current(), answer(answers, 'to'));
    return person === null || person.key === giver.key || person.shared || !mayAsk(person) ? null : person;
  };

  const draw = async (giver: Person, ref: FormRef, answers: Answers): Promise<Form> => {
    const playbook = playbooks.current();
    const to = receiver(giver, answers);
    const { own, tasks, out } = await offering(giver, to);
    if (own.length === 0) return messageView(NOTHING_TO_HAND, ref);
    const couldTake = (person: Person) => own.some((task) => leftOut(task, giver, person, playbook) === null);
    const people = playbook.people.filter((person) => person.key !== giver.key && !isAway(person, clock.now(), playbook.practice.timezone) && couldTake(person));
    if (people.length === 0) return messageView(NOBODY_TO_TAKE, ref);
    const until = new Date(ref.arg ?? '');
    const chosen = (Number.isNaN(until.getTime()) ? own : own.filter((task) => asksBefore(task, until))).map(({ number }) => number);
    return handoffForm({ playbook, now: clock.now(), answers, ref, reader: giver, people, to, tasks, out, chosen });
  };

  const answerTo = async ({ person, door, ref }: ErrandPress, state: 'accepted' | 'declined' | 'withdrawn'): Promise<Pressed> => {
    const handoff = await handoffs.find(ref.arg ?? '');
    const playbook = playbooks.current();
    const now = clock.now();
    if (handoff === null) return say(sentence('This handoff is older than what Rounds keeps. Nothing changed.'));
    const who = state === 'withdrawn' ? handoff.from : handoff.to;
    if (who !== person.key) return say(sentence(`Nothing changed: this handoff is for ${nameOf(playbook, who)} to answer.`));
    const reading = { playbook, now, reader: person.key };
    if (isOver(handoff, now)) return say(answeredAlready(handoff.lookAt === null ? handoff : await advance(handoff, deps), reading));
    const next = answered(handoff, state, door, now);
    if (!(await handoffs.change(next))) return answerTo({ person, door, ref, verb: '' }, state);
    const over = await advance(next, deps);
    return state === 'withdrawn' ? say(sentence('Taken back. The tasks stay yours.')) : { result: 'done', message: offerMessage(over, [], reading), say: null };
  };

  const offer = async (giver: Person, door: Door, ref: FormRef, answers: Answers) => {
    const read = readHandoff(answers);
    if (!read.ok) return errors(read.problems, playbooks.current());
    const to = receiver(giver, answers);
    if (to === null) return errors({ to: { problem: 'unknown_choice' } }, playbooks.current());
    const { tasks } = await offering(giver, to);
    const chosen = tasks.filter(({ number }) => read.tasks.includes(number)).map(({ number }) => number);
    const made = await handoffs.find(ref.form);
    // Sent by hand under the id of somebody else's form: it tells nothing of what they offered.
    if (made !== null && made.from !== giver.key) return errors({ to: { problem: 'unknown_choice' } }, playbooks.current());
    if (made === null && chosen.length === 0) return errors({ tasks: { problem: 'unknown_choice' } }, playbooks.current());
    const handoff = made ?? offered({ id: ref.form, from: giver.key, to: to.key, tasks: chosen, note: sealedNote(answers, (text) => sealer.seal(text)), door }, playbooks.current(), clock.now());
    if (made === null && (await handoffs.add(handoff)) === 'stored') await advance(handoff, deps);
    return { result: 'done' as const, say: offeredMessage(handoff, playbooks.current(), clock.now()) };
  };

  return {
    forms: ['handoff_form'], verbs: ['handoff', 'handoff_accept', 'handoff_decline', 'handoff_withdraw'],
    press: async (press) => {
      switch (press.verb) {
        case 'handoff_accept': return answerTo(press, 'accepted');
        case 'handoff_decline': return answerTo(press, 'declined');
        case 'handoff_withdraw': return answerTo(press, 'withdrawn');
        default: {
          const no = denied(press.person, press.door);
          return no === null ? { result: 'form', form: await draw(press.person, { form: newId(), ...(press.ref.arg === undefined ? {} : { arg: press.ref.arg }) }, {}) } : say(no);
        }
      }
    },
    redraw: async ({ person, door, ref, answers }) => {
      const no = denied(person, door);
      return no === null ? draw(person, ref, answers) : messageView(no, ref);
    },
    submit: async ({ person, door, ref, answers }) => {
      const no = denied(person, door);
      return no === null ? offer(person, door, ref, answers) : { result: 'next', form: messageView(no, ref) };
    },
  };
};
