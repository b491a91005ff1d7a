// What waits to be sorted: a lead confirms the suggestion of one task in two presses, the priority being one of them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { makesTaskOfMessage } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

type Stored = { _id: number; type: string | null; priority: string | null; fields: object; state: { status: string }; history: { verb: string; facts?: object }[] };

/** Runs on the stored tasks. */
const stored = async <T>(world: World, work: (tasks: Collection<Stored>) => Promise<T>): Promise<T> => {
  const client = await MongoClient.connect(world.uri);
  const result = await work(client.db().collection<Stored>('tasks'));
  await client.close();
  return result;
};

describe('App Home of a lead', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await makesTaskOfMessage(world, world.as('maria'), 'please move her from Dr. Patel at the North Clinic to next week');
    // As a door that brings work in without a person would leave it.
    await stored(world, (tasks) => tasks.updateOne({ _id: 1 }, { $set: { state: { status: 'triage' }, type: null, priority: null, due: null, deadline: null, fields: {}, owner: 'dana' } }));
  });
  afterAll(() => world.close());

  const homeOf = async (person: string) => {
    await world.as(person).opensHome();
    await world.settled();
    return JSON.stringify(world.as(person).home()?.blocks ?? []);
  };

  test('shows what waits, with the suggestion and a button for each priority; nothing confirms all at once', async () => {
    const home = await homeOf('dana');
    expect(home).toContain('To sort: 1');
    expect(home).toMatch(/Suggested: Appointment reschedule/);
    for (const priority of ['urgent', 'high', 'normal', 'low']) expect(home).toContain(`task:accept_${priority}`);
    expect(home).not.toMatch(/accept_all|Accept all/i);
    expect(await homeOf('maria')).not.toContain('To sort');
  });

  test('a press and its confirmation sort it, with the fields that the message names and what was suggested in its history', async () => {
    await world.as('dana').press('task:accept_high', 'home');
    await world.settled();
    const task = await stored(world, (tasks) => tasks.findOne({ _id: 1 }));
    expect(task).toMatchObject({ type: 'reschedule', priority: 'high', state: { status: 'todo' }, fields: { provider: 'patel', location: 'north' } });
    expect(task?.history.at(-1)).toMatchObject({ verb: 'confirm', facts: { suggested_type: 'reschedule', type: 'accepted' } });
    expect(await homeOf('dana')).not.toContain('To sort');
  });

  test('whoever leads another queue sees nothing of it', async () => {
    await stored(world, (tasks) => tasks.updateOne({ _id: 1 }, { $set: { state: { status: 'triage' }, type: null, priority: null, due: null, deadline: null, fields: {} } }));
    expect(await homeOf('priya')).not.toContain('To sort');

  });
});
