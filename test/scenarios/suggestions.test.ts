// Suggestions that a person confirms: shown beside the choice, worth nothing until somebody presses.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { answers, fieldsOf, FRONT, modalOf, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

type Stored = { _id: number; type: string | null; history: { verb: string; facts?: Record<string, unknown> }[] };

const tasksOf = async (world: World): Promise<Stored[]> => {
  const client = await MongoClient.connect(world.uri);
  const tasks = await client.db().collection<Stored>('tasks').find().sort({ _id: 1 }).toArray();
  await client.close();
  return tasks;
};

const opensOn = async (world: World, person: PersonClient, channel: string, text: string) => {
  const ts = await world.as('dana').says(channel, text);
  await opens(world, person, 'task_form', () => person.shortcut('create_task', { channel, ts }));
};

const chosen = (person: PersonClient, field: string) => modalOf(person).state.values[field]?.['value'];

describe('a pilot of one queue', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('the likeliest kind of work stands first, with the words that led to it, and nothing is chosen', async () => {
    const maria = world.as('maria');
    await opensOn(world, maria, FRONT, 'can someone move Rosalind Keats from thurs 2:15 w Dr. Patel to next week, asap');
    expect(modalText(maria)).toMatch(/Appointment reschedule.{0,90}Suggested: [^"]*“move”/);
    expect(modalText(maria)).toContain('Sounds like High.');
    expect(chosen(maria, 'type')).toMatchObject({ selected_option: null });
    expect(chosen(maria, 'priority')).toMatchObject({ selected_option: null });
    expect(modalText(maria)).not.toMatch(/Rosalind|Keats/i);
  });

  test('safe fields are filled in and say where they come from; two presses and Create, no letter typed', async () => {
    const maria = world.as('maria');
    await answers(world, maria, { type: 'reschedule', priority: 'high' });
    expect(chosen(maria, 'provider')).toMatchObject({ selected_option: { value: 'patel' } });
    expect(modalText(maria)).toContain('Found in the message.');
    await answers(world, maria, { location: 'main' });
    expect(await maria.submit()).toMatchObject({ closed: true });
    await world.settled();
    const [task] = await tasksOf(world);
    expect(task?.history[0]?.facts).toEqual({
      suggested_by: expect.stringMatching(/^built-in@/), suggested_type: 'reschedule', confidence: expect.any(Number), not_a_task: expect.any(Number), evidence: expect.stringMatching(/^\d+-\d+( \d+-\d+)*$/),
      type: 'accepted', rank: 1, suggested_priority: 'high', priority: 'accepted', suggested_fields: 'provider', kept_fields: 'provider',
    });
  });

  test('another choice is another choice, and the history says so', async () => {
    const maria = world.as('maria');
    await opensOn(world, maria, FRONT, 'please move the 3:30 to another day');
    await answers(world, maria, { type: 'portal_message', priority: 'low' });
    const asked = fieldsOf(maria).filter((field) => !['type', 'priority', 'owner', 'due', 'came_by', 'requester'].includes(field));
    for (const field of asked) await maria.choose(field, field === 'clinical_content' ? 'no' : (modalOf(maria).blocks.find(({ block_id }) => block_id === field) as { element?: { options?: { value: string }[] } }).element?.options?.[0]?.value ?? '');
    expect(await maria.submit()).toMatchObject({ closed: true });
    await world.settled();
    expect((await tasksOf(world)).at(-1)?.history[0]?.facts).toMatchObject({ suggested_type: 'reschedule', type: 'changed', priority: 'changed' });
  });

  test('an admin sees under setup how often suggestions were taken, and to what they were changed', async () => {
    const alex = world.as('alex');
    await opens(world, alex, 'setup_view', () => alex.command('/rounds', 'setup', FRONT));
    const { hash } = modalOf(alex);
    await alex.press('task:setup_suggestions', 'modal');
    await world.slack.until(() => modalOf(alex).hash !== hash || modalText(alex).includes('answered'));
    expect(modalText(alex)).toContain('2 answered');
    expect(modalText(alex)).toContain('taken 1 of 2');
    expect(modalText(alex)).toContain('Changed to Portal message (1)');
    await alex.closes(true);
  });

  test('thanks are no task: the form says so and lets the person go on', async () => {
    const maria = world.as('maria');
    await opensOn(world, maria, FRONT, 'thank you all so much for today, best team');
    expect(modalText(maria)).toContain('This may be no task');
    expect(modalOf(maria).submit).toBeDefined();
    await maria.closes(true);
  });

  test('a form that was opened without a message suggests nothing', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    expect(modalText(maria)).not.toMatch(/Suggested|Sounds like/);
    await maria.closes(true);
  });
});

describe('a practice with every queue', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ playbook: 'enabled: [front_desk, billing, referrals, clinical_support, operations]\ntask_types: [{ key: vendor_coordination, words: [Bluebird] }]' });
  });
  afterAll(() => world.close());

  test('up to three kinds stand above the long list, one press each, and the press fills in the form', async () => {
    const priya = world.as('priya');
    await opensOn(world, priya, 'C0BILLING', 'Aetna denied the MRI for Vernon Tate as not medically necessary, $480. appeal please');
    const rows = modalOf(priya).blocks.filter(({ accessory }) => (accessory as { action_id?: string } | undefined)?.action_id === 'task:suggested');
    expect(rows.length).toBeGreaterThanOrEqual(1);
    expect(rows.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(rows[0])).toContain('Denial follow-up');
    const { hash } = modalOf(priya);
    await priya.press('task:suggested', 'modal');
    await world.slack.until(() => modalOf(priya).hash !== hash);
    expect(modalText(priya)).toContain('Another kind');
    expect(chosen(priya, 'insurer')).toMatchObject({ selected_option: { value: 'aetna' } });
    expect(chosen(priya, 'priority')).toMatchObject({ selected_option: null });
    expect(await priya.submit()).toMatchObject({ errors: { priority: expect.any(String) } });
    await priya.closes(true);
  });

  test('a practice’s own word leads to its type', async () => {
    const dana = world.as('dana');
    await opensOn(world, dana, 'C0OPERATIONS', 'Bluebird again, same as last week');
    expect(modalText(dana)).toMatch(/Vendor.{0,200}Suggested: “bluebird”/i);
    await dana.closes(true);
  });

  describe('a message with two requests', () => {
    const TWO = 'The toilet by the lab is overflowing, please call maintenance. Also please order more nitrile gloves, we are down to one box.';
    const fillsIn = async (person: PersonClient, type: string) => {
      await answers(world, person, { type, priority: 'normal' });
      for (const { block_id, optional, element } of modalOf(person).blocks as { block_id?: string; optional?: boolean; element?: { type: string; options?: { value: string }[] } }[]) {
        if (block_id === undefined || optional === true || element === undefined || ['type', 'priority'].includes(block_id) || chosen(person, block_id)?.['selected_option']) continue;
        const value = element.options?.[0]?.value ?? (element.type === 'plain_text_input' ? 'as the message says' : null);
        if (value !== null) await answers(world, person, { [block_id]: value });
      }
      return person.submit();
    };

    test('says that there may be a second, and once the first is made it offers that one', async () => {
      const dana = world.as('dana');
      await opensOn(world, dana, 'C0OPERATIONS', TWO);
      expect(modalText(dana)).toMatch(/second request: (Facilities|Reorder supplies)/);
      const before = (await tasksOf(world)).length;
      expect(await fillsIn(dana, 'facilities')).toMatchObject({ open: { callback_id: 'exists_form' } });
      expect(modalText(dana)).toContain('The message may ask for another thing');
      expect((await tasksOf(world)).length).toBe(before + 1);
    });

    test('one press opens its form with its own kind of work suggested and nothing chosen; a person makes it, of the same message, and no third is offered', async () => {
      const dana = world.as('dana');
      expect(await dana.submit()).toMatchObject({ open: { callback_id: 'task_form' } });
      expect(modalText(dana)).not.toContain('second request');
      expect(chosen(dana, 'priority')).toMatchObject({ selected_option: null });
      expect(await fillsIn(dana, 'inventory_reorder')).toMatchObject({ closed: true });
      await world.settled();
      const [first, second] = (await tasksOf(world)).slice(-2) as (Stored & { source: { ts: string } })[];
      expect([first?.type, second?.type]).toEqual(['facilities', 'inventory_reorder']);
      expect(second?.source.ts).toBe(first?.source.ts);
      expect(second?.history[0]?.facts).toMatchObject({ suggested_type: 'inventory_reorder', type: 'accepted', rank: 1 });
    });

    test('whoever saw another kind of work in it is not asked', async () => {
      const dana = world.as('dana');
      await opensOn(world, dana, 'C0OPERATIONS', TWO);
      expect(await fillsIn(dana, 'vendor_coordination')).toMatchObject({ closed: true });
    });
  });
});
