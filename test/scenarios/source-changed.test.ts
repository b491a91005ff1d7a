import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cardsOf, FRONT, makesTaskOfMessage } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('the message that a task was made of', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const card = async (name: string) => (await cardsOf(world.as('dana'), name)).map(({ text }) => text);

  test('was edited: the card says so, in place, and the task does not follow', async () => {
    const maria = world.as('maria');
    const { ts } = await makesTaskOfMessage(world, maria, 'Mornings are best', { owner: 'dana' });
    await maria.edits(FRONT, ts, 'Afternoons are best');
    await world.settled();
    expect(await card('T-1')).toEqual([expect.stringContaining('The source message was edited since. The task did not follow.')]);
  });

  test('was deleted: the card says so, and the task stays', async () => {
    const maria = world.as('maria');
    const { ts } = await makesTaskOfMessage(world, maria, 'A form for school', { owner: 'dana' });
    await maria.deletes(FRONT, ts);
    await world.settled();
    expect(await card('T-2')).toEqual([expect.stringContaining('The source message was deleted since. The task did not follow.')]);
    expect((await card('T-2'))[0]).toContain('To do');
  });

  test('other messages of the channel change nothing', async () => {
    const sam = world.as('sam');
    const calls = world.slack.callsTo('chat.update').length;
    const ts = await sam.says(FRONT, 'Lunch at noon?');
    await sam.edits(FRONT, ts, 'Lunch at one?');
    await world.settled();
    expect(world.slack.callsTo('chat.update')).toHaveLength(calls);
  });
});
