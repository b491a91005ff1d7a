import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardOf, cardsOf, completes, FRONT, makesTask, makesTaskOfMessage, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('a card that somebody deleted', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('is posted anew once, as the task stands by then; deleted again it stays away', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    world.slack.failNext('chat.update', { error: 'message_not_found' }); // what Slack says of a message that is gone
    await presses(world, dana, 'start', card);
    const [, anew] = await cardsOf(dana, name);
    expect(anew?.text).toContain('In progress');
    world.slack.failNext('chat.update', { error: 'message_not_found' });
    await completes(world, dana, 'wait', anew?.place ?? 'home', { on: 'patient' });
    expect(await cardsOf(dana, name)).toHaveLength(2);
  });
});

describe('a channel that Rounds was thrown out of', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('raises one message to the lead, with what mends it; the tasks are kept', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    await world.slack.removeBot(FRONT);
    await makesTaskOfMessage(world, maria, 'Another day', { owner: 'sam' });
    await makesTaskOfMessage(world, maria, 'And another', { owner: 'sam' });
    const told = dana.messages(await dana.opensDm()).map(({ blocks }) => JSON.stringify(blocks));
    expect(told).toEqual([expect.stringContaining('Rounds cannot write in a channel of Front desk')]);
    expect(told[0]).toContain('/invite @Rounds');
    for (const name of ['T-1', 'T-2']) expect(await cardsOf(world.as('sam'), name)).toHaveLength(1);
  });
});
