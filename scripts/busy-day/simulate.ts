// One busy day in memory, minute by minute: the product's own decisions, and people who forget some of their tasks until they are told.
import { create } from '../../src/domain/create.js';
import type { Command, Step } from '../../src/domain/command.js';
import { SYSTEM } from '../../src/domain/command.js';
import type { Decision } from '../../src/domain/decision.js';
import type { Intent } from '../../src/domain/intent.js';
import { decide } from '../../src/domain/lifecycle.js';
import { personOf } from '../../src/domain/playbook.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { isClosed } from '../../src/domain/task.js';
import type { Task } from '../../src/domain/task.js';
import { busyPlaybook, QUEUE_KEYS, workersOf } from './practice.js';
import { randomOf } from './random.js';

export const TASKS = 900;
export const HOURS = 11;
/** Monday, 30 November 2026, 7 am in New York. */
const OPENS = new Date('2026-11-30T12:00:00Z').getTime();
const MINUTE = 60_000;
/** So many of a hundred tasks are forgotten until somebody is told. JUDGMENT */
const FORGOTTEN = 0.12;

/** What a person will do with a task, drawn beforehand so that both days hold the same work. Minutes. */
type Plan = { arrives: number; queue: string; owner: string; priority: 'high' | 'normal' | 'low'; starts: number; takes: number; forgotten: boolean; after: number };
type Live = { task: Task; plan: Plan; startAt: number; finishAt: number; toldAt: number | null; dueAt: number };

export type Day = {
  /** Routine messages of each person: bundles and escalations, without the cards of new tasks. */
  messages: readonly number[];
  /** The longest that a task was late and nobody was told, in minutes. */
  untoldMinutes: number;
  late: number;
  done: number;
};

/** Waiting times as they are: many short ones and a few long ones. */
const drawn = (random: () => number, mean: number) => Math.round(-Math.log(1 - random()) * mean);

const plansOf = (seed: number): Plan[] => {
  const random = randomOf(seed);
  return Array.from({ length: TASKS }, () => {
    const queue = QUEUE_KEYS[Math.floor(random() * QUEUE_KEYS.length)] ?? '';
    const workers = workersOf(queue);
    const kind = random();
    return {
      arrives: Math.floor(random() * (HOURS - 2) * 60), queue, owner: workers[Math.floor(random() * workers.length)] ?? '', priority: kind < 0.15 ? 'high' as const : kind < 0.9 ? 'normal' as const : 'low' as const,
      starts: drawn(random, 60), takes: 5 + drawn(random, 25), forgotten: random() < FORGOTTEN, after: 10 + drawn(random, 25),
    };
  }).sort((a, b) => a.arrives - b.arrives);
};

const decided = (decision: Decision): { task: Task; intents: readonly Intent[] } => {
  if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`);
  return decision;
};

const born = (plan: Plan, number: number, playbook: Playbook, now: Date): Live => {
  const actor = personOf(playbook, `${plan.queue}_lead`);
  if (actor === null) throw new Error('a queue without a lead');
  const { task } = decided(create({
    id: `c${number}`, door: 'slack', actor: actor.key, seen: null, verb: 'create', type: `${plan.queue}_work`, priority: plan.priority, fields: {}, requester: actor.key, cameBy: 'phone',
    owner: plan.owner, source: null, sourceText: null, followUpOf: null,
  }, { actor, playbook, now, number, workload: new Map() }));
  const startAt = plan.forgotten ? Infinity : plan.arrives + plan.starts;
  return { task, plan, startAt, finishAt: startAt + plan.takes, toldAt: null, dueAt: ((task.due?.at.getTime() ?? 0) - OPENS) / MINUTE };
};

const acts = (live: Live, step: Step, minute: number, playbook: Playbook): readonly Intent[] => {
  const now = new Date(OPENS + minute * MINUTE);
  const actor = step.verb === 'attend' ? SYSTEM : personOf(playbook, live.plan.owner);
  if (actor === null) throw new Error('an owner who is not there');
  const command = { id: `${live.task.number}/${minute}/${step.verb}`, door: 'job', actor: live.plan.owner, seen: null, ...step } satisfies Command;
  const { task, intents } = decided(decide(live.task, command, { actor, playbook, now }));
  live.task = task;
  return intents;
};

const works = (live: Live, minute: number, playbook: Playbook) => {
  if (live.startAt <= minute && live.task.state.status === 'todo') acts(live, { verb: 'start', fields: {} }, minute, playbook);
  if (live.finishAt <= minute && !isClosed(live.task)) acts(live, { verb: 'finish', outcome: 'ready', fields: {}, note: null, reviewer: null, followUp: false, told: null }, minute, playbook);
};

/** Told, whoever had forgotten it does it soon; and a late task is untold no more. */
const hears = (live: Live, minute: number) => {
  if (minute >= live.dueAt) live.toldAt ??= minute;
  if (live.startAt === Infinity) [live.startAt, live.finishAt] = [minute + live.plan.after, minute + live.plan.after + live.plan.takes];
};

type Notice = { person: string; live: Live };

const owedAt = (lives: readonly Live[], minute: number, playbook: Playbook): Notice[] =>
  lives.filter(({ task }) => task.attentionAt !== null && task.attentionAt.getTime() <= OPENS + minute * MINUTE)
    .flatMap((live) => acts(live, { verb: 'attend' }, minute, playbook).flatMap((intent) => (intent.do === 'notify' && 'person' in intent.to ? [{ person: intent.to.person, live }] : [])));

/** One day. `bundled`: several at once are one message, under the cap; `alone`: each notice is a message. */
export const simulate = (seed: number, how: 'bundled' | 'alone'): Day => {
  const playbook = busyPlaybook(how);
  const cap = how === 'bundled' ? playbook.attention.max_messages_per_person : Infinity;
  const counts = new Map(playbook.people.map(({ key }) => [key, 0]));
  const plans = plansOf(seed);
  const lives: Live[] = [];
  for (let minute = 0; minute <= HOURS * 60; minute += 1) {
    for (let plan = plans[lives.length]; plan !== undefined && plan.arrives <= minute; plan = plans[lives.length]) lives.push(born(plan, lives.length + 1, playbook, new Date(OPENS + minute * MINUTE)));
    for (const live of lives) works(live, minute, playbook);
    const owed = owedAt(lives, minute, playbook);
    for (const person of new Set(owed.map((each) => each.person))) {
      const own = owed.filter((each) => each.person === person);
      const messages = how === 'bundled' ? [own] : own.map((each) => [each]);
      for (const message of messages) {
        const before = counts.get(person) ?? 0;
        if (before >= cap) continue;
        counts.set(person, before + 1);
        for (const { live } of message) hears(live, minute);
      }
    }
  }
  const late = lives.filter(({ task, dueAt, finishAt }) => dueAt <= HOURS * 60 && (!isClosed(task) || finishAt > dueAt));
  const untold = late.map(({ toldAt, dueAt, finishAt }) => Math.min(toldAt ?? Infinity, finishAt, HOURS * 60) - dueAt);
  return { messages: [...counts.values()], untoldMinutes: Math.max(0, ...untold), late: late.length, done: lives.filter(({ task }) => isClosed(task)).length };
};
