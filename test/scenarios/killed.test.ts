import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { eventually } from '../support/eventually.js';
import { answers, cardsOf, FRONT, opens, RESCHEDULE } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('Rounds is killed after its answer and before its notices have arrived', () => {
  let world: World;
  let client: MongoClient;
  beforeAll(async () => {
    world = await openWorld({ apart: true });
    client = await MongoClient.connect(world.uri);
  });
  afterAll(async () => {
    await client.close();
    await world.close();
  });

  /** A minute later: what the killed process held is free to take. */
  const leasesRunOut = () => client.db().collection('notices').updateMany({ state: 'queued', ref: null }, { $set: { nextAt: new Date() } });

  test('the task is there after the next start, and its notices are sent, each once', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const message = { channel: FRONT, ts: await maria.says(FRONT, 'Another day') };
    await opens(world, maria, 'task_form', () => maria.shortcut('create_task', message));
    await answers(world, maria, { ...RESCHEDULE, owner: 'dana' });
    // Both notices are under way and none has arrived: Slack takes the calls and never answers.
    world.slack.failNext('chat.postMessage', 'hang', 2);
    expect(await maria.submit()).toMatchObject({ closed: true });
    await eventually('both are under way', () => world.slack.callsTo('chat.postMessage').length === 2);
    await world.killed();
    expect(await client.db().collection('tasks').countDocuments()).toBe(1);
    await eventually('the card', async () => {
      await leasesRunOut();
      await world.settled();
      return (await cardsOf(dana, 'T-1')).length > 0 && maria.reads(FRONT).includes('T-1 · Appointment reschedule');
    });
    await world.settled();
    expect(await cardsOf(dana, 'T-1')).toHaveLength(1);
    expect(maria.messages(FRONT).filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts)).toHaveLength(1);
  });
});
