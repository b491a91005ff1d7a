// What people do again and again in Teams.
import { actionOf, wordsOf } from './reading.js';
import type { TeamsWorld } from './world.js';

/** A task that needs no second thought. */
export const RESCHEDULE = { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'main' };

/** Makes a task without a message, by words to the bot and the card that turns into the form. */
export const makesTask = async (world: TeamsWorld, person: string, given: Record<string, string> = {}, before = () => undefined): Promise<string> => {
  const one = world.as(person);
  await one.says('new');
  const form = one.chat().at(-1)?.card;
  const first = await one.presses(actionOf(form, 'Create'), RESCHEDULE);
  before();
  const second = await one.presses(actionOf(first.body['value'], 'Create'), { ...RESCHEDULE, ...given });
  await world.settled();
  const name = /T-\d+/.exec(JSON.stringify(second.body))?.[0];
  if (name === undefined) throw new Error(JSON.stringify(second.body));
  return name;
};

/** The last message of a task in somebody's chat. */
export const cardOf = (world: TeamsWorld, person: string, name: string) => {
  const found = world.as(person).chat().findLast(({ card }) => wordsOf(card).includes(`${name} `));
  if (found === undefined) throw new Error(`no card of ${name}`);
  return found;
};
