// What creating a task decides: who gets it and when it is due, where only the last of many rules fits and the year is full of holidays.
import { dueOf, deadlineOf } from '../../src/domain/deadlines.js';
import { factsOf } from '../../src/domain/fields.js';
import type { Playbook, RoutingRule } from '../../src/domain/playbook.js';
import { typeOf } from '../../src/domain/playbook.js';
import { route } from '../../src/domain/routing.js';
import type { Fields } from '../../src/domain/task.js';
import { readPlaybook } from '../../src/playbook/read.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { quantile } from './quantile.js';

const RULES = 200;
const RUNS = 5_000;
const WARM_UP = 1_000;
const NOW = new Date('2026-11-30T14:00:00Z');
const FIELDS: Fields = { insurer: 'aetna', plan_type: 'medicare_advantage', location: 'north', denial_notice_date: '2026-11-20', denied_amount: 700 };

const rule = (nth: number): RoutingRule => ({ when: { type: ['denial_followup'], insurer: [`insurer_${nth}`], plan_type: ['medicare_advantage'], location: ['main', 'north'] }, to: { queue: 'billing', owner: 'priya' } });
const rules = (count: number): RoutingRule[] => [...Array.from({ length: count - 1 }, (_each, nth) => rule(nth)), { when: { insurer: ['aetna'] }, to: { queue: 'billing', owner: 'least_loaded' } }];

/** Every other day of a year closed: more than any practice has. */
const fullOfHolidays = (playbook: Playbook): Playbook => {
  const days = Array.from({ length: 183 }, (_each, nth) => new Date(NOW.getTime() + nth * 2 * 86_400_000).toISOString().slice(0, 10));
  return { ...playbook, calendar: { ...playbook.calendar, holidays: new Set([...playbook.calendar.holidays, ...days]) } };
};

const decide = (playbook: Playbook, nth: number): number => {
  const type = typeOf(playbook, 'denial_followup');
  if (type === null) throw new Error('the starter knows no denials');
  const facts = factsOf(FIELDS, { priority: 'normal' });
  const { owner } = route({ type, priority: 'normal', fields: FIELDS, cameBy: 'fax', requester: 'maria', maker: 'maria' }, playbook, { workload: new Map(), turn: nth, now: NOW });
  const due = dueOf(type, FIELDS, 'normal', facts, playbook, NOW);
  const deadline = deadlineOf(type, FIELDS, facts, playbook, NOW, null);
  if (owner === '' || deadline === null || due.at <= NOW) throw new Error('a task without an owner or a date');
  return due.at.getTime();
};

const slowestMs = (playbook: Playbook): number => {
  const times: number[] = [];
  for (let nth = 0; nth < WARM_UP + RUNS; nth += 1) {
    const started = performance.now();
    decide(playbook, nth);
    if (nth >= WARM_UP) times.push(performance.now() - started);
  }
  return quantile(times, 0.99);
};

export const benchDeciding = async (): Promise<Figure[]> => {
  const reading = readPlaybook('enabled: [front_desk, billing]');
  if (!reading.ok) throw new Error('the starter has faults');
  const ms = slowestMs({ ...fullOfHolidays(reading.playbook), routing: rules(RULES) });
  return [figure(`routing, due date and deadline of a task at ${RULES} rules, p99`, 'ms', ms, 1, 'one millisecond', { atMost: 1 })];
};
