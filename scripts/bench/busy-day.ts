// What a busy day asks of people's attention, and what it leaves unsaid: with bundles and without.
import { simulate, HOURS, TASKS } from '../busy-day/simulate.js';
import { busyPlaybook } from '../busy-day/practice.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { quantile } from './quantile.js';

export const SEED = 20261130;
/** Messages a person and a day that a clerk reads. */
const GOAL = 4;

export const benchBusyDay = async (): Promise<Figure[]> => {
  const [bundled, alone] = [simulate(SEED, 'bundled'), simulate(SEED, 'alone')];
  const { people, attention } = busyPlaybook('bundled');
  const day = `${people.length} people, ${TASKS} tasks, ${HOURS} hours, seed ${SEED}`;
  return [
    figure(`busy day (${day}), routine messages a person, median`, 'messages', quantile(bundled.messages, 0.5), GOAL, 'at most', { atMost: 1 }),
    figure('the same, most of one person', 'messages', Math.max(...bundled.messages), attention.max_messages_per_person, 'the cap', { atMost: 1 }),
    figure('the same, all messages', 'messages', bundled.messages.reduce((a, b) => a + b, 0), alone.messages.reduce((a, b) => a + b, 0), 'without bundles'),
    figure('the same, longest that a late task went untold', 'minutes', bundled.untoldMinutes, alone.untoldMinutes, 'without bundles'),
  ];
};
