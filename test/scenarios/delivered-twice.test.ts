import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { answers, cardOf, cardsOf, FRONT, makesTask, makesTaskOfMessage, opens, presses, RESCHEDULE } from '../support/steps.js';
import { again, lastOf, send, signed } from '../support/signed.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('whatever Slack delivers twice is done once', () => {
  let world: World;
  let client: MongoClient;
  beforeAll(async () => {
    world = await openWorld();
    client = await MongoClient.connect(world.uri);
  });
  afterAll(async () => {
    await client.close();
    await world.close();
  });

  const tasks = () => client.db().collection('tasks').countDocuments();
  const versionOf = async (number: number) => (await client.db().collection<{ _id: number; version: number }>('tasks').findOne({ _id: number }))?.version;

  test('a form sent three times, two of them at once, makes one task; after a restart it still does', async () => {
    const maria = world.as('maria');
    const message = await makesTaskOfMessage(world, maria, 'Another day', { owner: 'dana' });
    const submission = lastOf(world, 'view_submission');
    const answered = await Promise.all([again(world, submission, 1), again(world, submission, 2)]);
    expect(answered.map(({ status }) => status)).toEqual([200, 200]);
    await world.restart();
    expect((await again(world, submission, 3)).status).toBe(200);
    await world.settled();
    expect(await tasks()).toBe(1);
    expect(maria.messages(FRONT).filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts)).toHaveLength(1);
    expect(await cardsOf(world.as('dana'), 'T-1')).toHaveLength(1);
  });

  test('five first deliveries at once make one task', async () => {
    const maria = world.as('maria');
    const before = await tasks();
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, RESCHEDULE);
    await maria.submit();
    const { view, ...rest } = lastOf(world, 'view_submission') as { view: { private_metadata: string } };
    await maria.closes(true);
    const form = { ...view, private_metadata: JSON.stringify({ form: 'another-form' }) };
    await Promise.all([1, 2, 3, 4, 5].map((ago) => again(world, { ...rest, view: form }, ago)));
    await world.settled();
    expect(await tasks()).toBe(before + 2);
  });

  test('the same press again changes nothing more and says nothing', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    await presses(world, dana, 'start', card);
    const press = lastOf(world, 'block_actions');
    await again(world, press, 1);
    await world.restart();
    await again(world, press, 2);
    await world.settled();
    expect(await versionOf(Number(name.slice(2)))).toBe(2);
    expect(dana.ephemerals(card.channel)).toEqual([]);
  });

  test('an event again, before and after a restart, has no second effect', async () => {
    const maria = world.as('maria');
    const message = await makesTaskOfMessage(world, maria, 'Mornings are best');
    await maria.edits(FRONT, message.ts, 'Afternoons are best');
    await world.settled();
    const number = Number(/T-(\d+)/.exec(maria.messages(FRONT).filter(({ thread_ts }) => thread_ts === message.ts).map(({ blocks }) => JSON.stringify(blocks)).join())?.[1]);
    const version = await versionOf(number);
    expect(version).toBe(2);
    const edit = world.slack.deliveries.findLast(({ body }) => (body['event'] as { subtype?: string } | undefined)?.subtype === 'message_changed');
    if (edit === undefined) throw new Error('no edit was sent');
    await world.slack.redeliver(edit);
    await world.restart();
    await world.slack.redeliver(edit);
    await world.settled();
    expect(await versionOf(number)).toBe(2);
  });

  test('the very same request, signature and all, is acknowledged and does nothing', async () => {
    const dana = world.as('dana');
    const name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    const number = Number(name.slice(2));
    const card = await cardOf(dana, name);
    await opens(world, dana, 'more_form', () => dana.press('task:more', card));
    await dana.closes(true);
    const more = lastOf(world, 'block_actions') as { actions: object[] };
    const press = { ...more, trigger_id: '1.2.replayed', actions: more.actions.map((action) => ({ ...action, action_id: 'task:start' })) };
    const request = signed(world, press, new Date());
    expect((await send(world, request)).status).toBe(200);
    await world.settled();
    expect(await versionOf(number)).toBe(2);
    const calls = world.slack.calls.length;
    expect((await send(world, request)).status).toBe(200);
    await world.settled();
    expect(await versionOf(number)).toBe(2);
    expect(world.slack.calls.slice(calls)).toEqual([]);
    expect(dana.ephemerals(card.channel)).toEqual([]);
  });

  test('a request from the future, an old one and one with another’s signature are refused', async () => {
    const press = lastOf(world, 'block_actions');
    const minutes = (n: number) => new Date(Date.now() + n * 60_000);
    expect((await send(world, signed(world, press, minutes(5)))).status).toBe(401);
    expect((await send(world, signed(world, press, minutes(-6)))).status).toBe(401);
    expect((await send(world, signed({ ...world, secret: 'another secret' }, press, minutes(0)))).status).toBe(401);
    expect((await send(world, { ...signed(world, press, minutes(0)), headers: {} })).status).toBe(401);
  });
});
