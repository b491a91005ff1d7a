// The practice's own rules, as a practice would say them.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { eventually } from '../support/eventually.js';
import { answers, cardOf, cardsOf, completes, fieldsOf, hears, looksUp, makesTask, opens, PRIOR_AUTH } from '../support/steps.js';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const DENIAL = { type: 'denial_followup', priority: 'normal', insurer: 'humana', plan_type: 'medicare_advantage', denial_notice_date: '2026-11-20' };
const WRITTEN_OFF = { outcome: 'written_off', denial_kind: 'coding', appeal_level: 'first', amount: '700', claim_number: 'C-1', patient_ref: 'P-1', note: 'Not worth an appeal' };

describe('billing and referrals are on Rounds', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ playbook: 'enabled: [front_desk, billing, referrals]\npeople: [{ key: priya, roles: [staff, lead, manager, admin] }]' });
  });
  afterAll(() => world.close());

  const card = async (person: PersonClient, name: string) => {
    const { channel } = await looksUp(person, name);
    return JSON.stringify(person.ephemerals(channel).at(-1));
  };

  test('a denial from a Medicare Advantage plan must be appealed in 60 days, and waiting does not stop that clock', async () => {
    const ben = world.as('ben');
    const name = await makesTask(world, ben, DENIAL);
    // 60 days from 20 November are over on 19 January.
    expect(await card(ben, name)).toContain('deadline in 50 days');
    await completes(world, ben, 'wait', await looksUp(ben, name), { on: 'insurer' });
    expect(await card(ben, name)).toMatch(/due date paused.*deadline in 50 days|deadline in 50 days.*due date paused/);
    await world.advance({ days: 20 });
    expect(await card(ben, name)).toMatch(/due date paused.*deadline in 30 days|deadline in 30 days.*due date paused/);
    await world.advance({ to: '2027-01-20T14:00:00.000Z' });
    expect(await card(ben, name)).toContain('deadline passed');
  });

  test('nobody reviews their own work, even where they are admin, manager, lead and the one who may sign', async () => {
    const priya = world.as('priya');
    const name = await makesTask(world, priya, DENIAL);
    const copy = await looksUp(priya, name);
    await opens(world, priya, 'done_form', () => priya.press('task:done', copy));
    await answers(world, priya, { outcome: 'written_off' });
    const asked = fieldsOf(priya);
    await answers(world, priya, Object.fromEntries(Object.entries(WRITTEN_OFF).filter(([field]) => asked.includes(field))));
    await expect(priya.choose('reviewer', 'priya')).rejects.toThrow();
    expect(await priya.submit()).toMatchObject({ closed: true });
    await world.settled();
    const inReview = await looksUp(priya, name);
    await priya.press('task:approve', inReview);
    await hears(world, priya, inReview.channel, `${name} was not approved: its reviewer decides, and that is never its owner.`);
    expect(await card(priya, name)).toContain('In review with');
  });

  test('a finished prior authorization tells the owner of the referral that was blocked on it', async () => {
    const [ben, maria] = [world.as('ben'), world.as('maria')];
    const referral = await makesTask(world, ben, { type: 'outbound_referral', priority: 'normal', specialty: 'cardiology', provider: 'patel', insurer: 'humana' });
    const approval = await makesTask(world, maria, PRIOR_AUTH);
    await completes(world, ben, 'block', await looksUp(ben, referral), { need: 'task', task: approval });
    const copy = await looksUp(maria, approval);
    await opens(world, maria, 'done_form', () => maria.press('task:done', copy));
    await answers(world, maria, { outcome: 'approved' });
    // A renewal is of the same type: whether it goes on is asked each time.
    const given = { plan_type: 'commercial', provider: 'patel', submitted_at: '1764500000', valid_to: '2027-06-30', patient_ref: 'P-7', follow_up: 'no' };
    const asked = fieldsOf(maria);
    expect(asked).toContain('follow_up');
    await answers(world, maria, Object.fromEntries(Object.entries(given).filter(([field]) => asked.includes(field))));
    expect(await maria.submit()).toMatchObject({ closed: true });
    await world.settled();
    expect((await cardsOf(ben, referral)).map(({ text }) => text)).toEqual([expect.stringContaining('What this was blocked on has closed')]);
  });
});

describe('a closing that crashes half-way', () => {
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
  type Stored = { _id: number; links: { followUpOf: number | null; followUps: number[] }; intents: object[] };
  const tasks = () => client.db().collection<Stored>('tasks');

  test('makes its follow-up exactly once, whether the crash came before it or after it', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    await opens(world, dana, 'done_form', () => dana.press('task:done', card));
    await answers(world, dana, { outcome: 'unreachable' });
    await answers(world, dana, { reason: 'patient_asked', patient_ref: 'A-2' });
    expect(await dana.submit()).toMatchObject({ closed: true });
    await world.killed();
    const linked = async () => {
      await world.settled();
      return (await tasks().findOne({ _id: 1 }))?.links.followUps.length === 1;
    };
    await eventually('the follow-up is linked', linked);
    expect(await tasks().countDocuments()).toBe(2);
    // As a crash leaves it that came between the follow-up and the note that it was made.
    const intent = { do: 'follow_up', key: 'T-1/follow_up/2', outcome: 'unreachable', by: 'dana' };
    await tasks().updateOne({ _id: 1 }, { $push: { intents: intent }, $set: { owingSince: new Date() } });
    await world.killed();
    await eventually('it was looked at again', async () => {
      await world.settled();
      return (await tasks().findOne({ _id: 1 }))?.intents.length === 0;
    });
    expect(await tasks().countDocuments()).toBe(2);
    expect(await tasks().findOne({ _id: 1 })).toMatchObject({ links: { followUps: [2] } });
    expect(await tasks().findOne({ _id: 2 })).toMatchObject({ links: { followUpOf: 1 }, origin: { id: intent.key } });
  });
});
