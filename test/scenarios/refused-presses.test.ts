import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { cardOf, cardsOf, completesUnderMore, FRONT, hears, looksUp, makesTask, makesTaskOfMessage, modalOf, modalText, opens, presses } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('a press that cannot be done is answered in a sentence, to the person alone', () => {
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

  /** What is stored of a task that a press could change. */
  const stored = async (name: string) => client.db().collection<{ _id: number; version: number; state: object }>('tasks').findOne({ _id: Number(name.slice(2)) }, { projection: { version: 1, state: 1 } });
  /** Nobody but the one who pressed sees anything of it. */
  const nothingPublic = (before: number) => expect(world.slack.callsTo('chat.postMessage')).toHaveLength(before);
  const posts = () => world.slack.callsTo('chat.postMessage').length;

  test('a button of last week, on a task that went on since', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const old = await looksUp(dana, name);
    await presses(world, dana, 'start', await cardOf(dana, name));
    await world.advance({ days: 7 });
    const [before, count] = [await stored(name), posts()];
    await dana.press('task:start', old);
    await hears(world, dana, old.channel, `${name} was not started: you started it already, Mon, Nov 30, 9 am. Its card shows how it stands.`);
    expect(await stored(name)).toEqual(before);
    nothingPublic(count);
  });

  test('two presses in the same moment: one counts', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria, { owner: 'dana' });
    const dana = world.as('dana');
    const card = await cardOf(dana, name);
    await Promise.all([dana.press('task:start', card), dana.press('task:start', card)]);
    await world.settled();
    await hears(world, dana, card.channel, `${name} was not started: you started it already, today 9 am`);
    expect(await stored(name)).toMatchObject({ version: 2, state: { status: 'in_progress' } });
  });

  test('somebody else’s task: who may do it is named', async () => {
    const [maria, sam] = [world.as('maria'), world.as('sam')];
    const name = await makesTask(world, maria);
    const copy = await looksUp(sam, name);
    const [before, count] = [await stored(name), posts()];
    await sam.press('task:start', copy);
    await hears(world, sam, copy.channel, `${name} was not started: its owner moves it. Ask Maria Lopez or Dana Reed.`);
    await sam.press('task:wait', copy);
    await hears(world, sam, copy.channel, `${name} was not set to waiting: its owner moves it. Ask Maria Lopez or Dana Reed.`);
    expect(sam.modal()).toBeUndefined();
    expect(maria.ephemerals(await maria.opensDm())).toEqual([]);
    expect(await stored(name)).toEqual(before);
    nothingPublic(count);
  });

  test('in a channel nobody else sees the sentence', async () => {
    const [maria, sam, nina] = [world.as('maria'), world.as('sam'), world.as('nina')];
    await makesTaskOfMessage(world, maria, 'Another day');
    const line = sam.messages(FRONT).at(-1);
    await nina.press('task:open', { channel: FRONT, ts: line?.ts ?? '' });
    await hears(world, nina, FRONT, 'cannot be shown: it belongs to another queue. Ask Maria Lopez');
    expect(sam.reads(FRONT)).not.toContain('cannot be shown');
    expect(nina.modal()).toBeUndefined();
  });

  test('a closed task', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    const copy = await looksUp(maria, name);
    await completesUnderMore(world, maria, 'cancel', copy, { reason: 'not_a_task' });
    await maria.press('task:start', copy);
    await hears(world, maria, copy.channel, `${name} was not started: you cancelled it already, today 9 am`);
    expect(await stored(name)).toMatchObject({ state: { status: 'cancelled' } });
  });

  test('a form that somebody overtook comes back with what was typed, and says what changed', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    await opens(world, dana, 'block_form', () => dana.press('task:block', card));
    await dana.fill({ need: 'decision', from: 'patel', note: 'Which slot may we use?' });
    await completesUnderMore(world, maria, 'cancel', await looksUp(maria, name), { reason: 'no_longer_needed' });
    await completesUnderMore(world, maria, 'restore', await looksUp(maria, name), { why: 'It is needed after all' });
    expect(await dana.submit()).toMatchObject({ open: { callback_id: 'block_form' } });
    expect(modalText(dana)).toContain(`${name} was not blocked: Maria Lopez restored it today 9 am, after you saw it. Look again and decide.`);
    const { values } = modalOf(dana).state;
    expect(values['need']?.['value']).toMatchObject({ selected_option: { value: 'decision' } });
    expect(values['from']?.['value']).toMatchObject({ selected_option: { value: 'patel' } });
    expect(values['note']?.['value']).toMatchObject({ value: 'Which slot may we use?' });
    expect(await stored(name)).toMatchObject({ state: { status: 'todo' } });
    expect(await dana.submit()).toMatchObject({ closed: true });
    await world.settled();
    expect((await cardsOf(dana, name)).at(-1)?.text).toContain('Blocked: needs a decision from Dr Asha Patel');
  });

  test('a form sent on a task that was closed meanwhile', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    await opens(world, dana, 'wait_form', () => dana.press('task:wait', card));
    await dana.fill({ on: 'patient' });
    await completesUnderMore(world, maria, 'cancel', await looksUp(maria, name), { reason: 'not_a_task' });
    await dana.submit();
    expect(modalText(dana)).toContain(`${name} was not set to waiting: Maria Lopez cancelled it today 9 am`);
    expect(await stored(name)).toMatchObject({ state: { status: 'cancelled' } });
    await dana.closes(true);
  });
});
