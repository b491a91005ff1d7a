import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FRONT, cardOf, completes, completesUnderMore, looksUp, makesTask, makesTaskOfMessage, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('whoever asked for a task', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const inThread = (ts: string) => world.as('sam').messages(FRONT).filter((message) => message.thread_ts === ts && message.ts !== ts).map(({ blocks }) => JSON.stringify(blocks)).slice(1);

  test('reads in the thread that they know who has it, and is told there once that it is done', async () => {
    const [sam, maria] = [world.as('sam'), world.as('maria')];
    const { ts } = await makesTaskOfMessage(world, sam, 'Mr Example has to move his visit', { owner: 'maria' });
    expect(inThread(ts)).toEqual([]);
    await presses(world, maria, 'start', await cardOf(maria, 'T-1'));
    await completes(world, maria, 'wait', await cardOf(maria, 'T-1'), { on: 'patient' });
    await presses(world, maria, 'answer', await cardOf(maria, 'T-1'));
    expect(inThread(ts)).toEqual([]);
    expect(await completes(world, maria, 'done', await cardOf(maria, 'T-1'), { outcome: 'rescheduled', reason: 'patient_asked', patient_ref: 'A-1' })).toMatchObject({ closed: true });
    expect(inThread(ts)).toEqual([expect.stringContaining('This is done')]);
    expect(inThread(ts).join(' ')).not.toContain('Example');
  });

  test('without a message they hear it from Rounds; what they did themselves is no news', async () => {
    const [sam, maria] = [world.as('sam'), world.as('maria')];
    const name = await makesTask(world, sam, { owner: 'maria' });
    await completesUnderMore(world, maria, 'cancel', await cardOf(maria, name), { reason: 'not_a_task' });
    expect(sam.reads(await sam.opensDm())).toContain('This was cancelled by Maria Lopez: not a task');
    await makesTask(world, maria, { requester: 'sam' });
    expect(sam.reads(await sam.opensDm())).toContain('Maria Lopez made this for you; Maria Lopez has it');
    const own = await makesTask(world, sam);
    const before = sam.messages(await sam.opensDm()).length;
    await completesUnderMore(world, sam, 'cancel', await looksUp(sam, own), { reason: 'not_a_task' });
    expect(sam.messages(await sam.opensDm())).toHaveLength(before);
  });
});
