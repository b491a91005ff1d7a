import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../adapters/playground/double/types.js';
import { eventually } from '../support/eventually.js';
import { cardsOf, FRONT, makesTask, makesTaskOfMessage } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('Slack does not take a notice', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const arrivesOnce = async (name: string) => {
    const dana = world.as('dana');
    await eventually(`the card of ${name}`, async () => {
      await world.settled();
      return (await cardsOf(dana, name)).length > 0;
    });
    await world.settled();
    expect(await cardsOf(dana, name)).toHaveLength(1);
  };

  /** An error of its own, a connection that breaks before the message was taken and after it, a server error, a rate limit. */
  const faults: Fault[] = [{ error: 'internal_error' }, 'reset', 'resetAfter', { status: 503 }, { rateLimitedSeconds: 2 }];
  test('the tasks are kept, and each notice comes later, once', async () => {
    const names: string[] = [];
    for (const fault of faults) {
      world.slack.failNext('chat.postMessage', fault);
      names.push(await makesTask(world, world.as('maria'), { owner: 'dana' }));
    }
    for (const name of names) await arrivesOnce(name);
    const limited = world.slack.callsTo('chat.postMessage').findIndex(({ answer }) => answer.error === 'ratelimited');
    const [refused, next] = world.slack.callsTo('chat.postMessage').slice(limited);
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2000);
  });

  test('an edit that fails is made up for', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = (await cardsOf(dana, name))[0]?.place ?? 'home';
    world.slack.failNext('chat.update', { error: 'internal_error' });
    await dana.press('task:start', card);
    await eventually('the card says so', async () => {
      await world.settled();
      return (await cardsOf(dana, name)).every(({ text }) => text.includes('In progress'));
    });
    expect(await cardsOf(dana, name)).toHaveLength(1);
  });

  test('a channel without Rounds: the task is kept, and whoever asked is told how to invite it', async () => {
    const maria = world.as('maria');
    await world.slack.removeBot(FRONT);
    await makesTaskOfMessage(world, maria, 'Another day', { owner: 'dana' });
    const dm = await maria.opensDm();
    for (const words of ['Rounds could not write in the thread of its source: it is not in that channel.', 'type /invite @Rounds there']) expect(maria.reads(dm)).toContain(words);
    expect(world.as('dana').readsAll()).toContain('New from Maria Lopez');
    await world.slack.inviteBot(FRONT);
  });
});
