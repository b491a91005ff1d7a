import { afterEach, describe, expect, test } from '@jest/globals';
import type { Form } from '../../src/view/nodes.js';
import { taskForm, textInput } from './support/fake-rounds.js';
import { promised } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

const redrawn = (key: string) => taskForm({ parts: [...taskForm().parts, textInput(key)] });

describe('a choice that changes its form', () => {
  let world: World;
  afterEach(() => world.close());

  const opened = async (rounds: Parameters<typeof openWorld>[0] = {}) => {
    world = await openWorld(rounds);
    await world.maria.shortcut('new_task');
    await world.maria.seesModal('task_form');
    return world.maria;
  };

  test('redraws it, and what was typed stays', async () => {
    const maria = await opened();
    await maria.choose('provider', 'Dr Patel');
    await maria.choose('type', 'refill');
    await maria.sees('more_refill');
    expect(maria.modal()?.state.values['provider']?.['value']).toMatchObject({ value: 'Dr Patel' });
    expect(world.rounds.asked.redraw[0]?.[2]).toEqual({ type: 'refill', provider: 'Dr Patel' });
  });

  test('made twice in a row shows what was chosen last, though the first is slow', async () => {
    const slow = promised<Form>();
    const maria = await opened({ rounds: { redraw: async (_caller, _form, { type }) => (type === 'reschedule' ? slow.promise : redrawn('more_refill')) } });
    await maria.choose('type', 'reschedule');
    await maria.choose('type', 'refill');
    slow.resolve(redrawn('more_reschedule'));
    await maria.sees('more_refill');
    await world.adapter.stop();
    expect(maria.readsAll()).not.toContain('more_reschedule');
  });

  test('does not overwrite what came after it', async () => {
    const slow = promised<Form>();
    const maria = await opened({ rounds: { redraw: () => slow.promise, submit: async () => ({ result: 'next', form: taskForm({ name: 'exists_form', parts: [textInput('why')] }) }) } });
    await maria.choose('type', 'reschedule');
    await maria.submit();
    slow.resolve(redrawn('more_reschedule'));
    await world.adapter.stop();
    expect(maria.modal()?.callback_id).toBe('exists_form');
    expect(world.double.callsTo('views.update').map(({ answer }) => answer.error)).toEqual(['hash_conflict']);
  });

  test('that breaks leaves the form as it is and says so on top', async () => {
    const maria = await opened({
      rounds: {
        redraw: async () => {
          throw new Error('boom');
        },
      },
    });
    await maria.choose('provider', 'Dr Patel');
    await maria.choose('type', 'refill');
    await maria.sees('Reference ref1');
    await maria.closes();
    expect(maria.modal()?.state.values['provider']?.['value']).toMatchObject({ value: 'Dr Patel' });
  });
});

describe('a drop-down with more options than Slack shows', () => {
  let world: World;
  afterEach(() => world.close());
  const options = Array.from({ length: 150 }, (_, index) => ({ value: `p${index}`, label: `Person ${index}`, about: index === 7 ? 'Billing' : 'Front desk' }));
  const form = taskForm({ parts: [{ kind: 'input', key: 'owner', label: 'Owner', optional: false, control: { kind: 'choice', style: 'list', options } }] });

  test('offers those that have the typed words, a hundred at most, and takes one', async () => {
    world = await openWorld({ rounds: { newTask: async () => form, redraw: async () => form } });
    const { maria } = world;
    await maria.shortcut('new_task');
    await maria.seesModal('task_form');
    expect(await maria.suggestions('owner', '')).toHaveLength(100);
    expect((await maria.suggestions('owner', 'person 14')).map(({ value }) => value)).toEqual(['p14', ...Array.from({ length: 10 }, (_, index) => `p14${index}`)]);
    expect((await maria.suggestions('owner', 'BILL')).map(({ value }) => value)).toEqual(['p7']);
    await maria.choose('owner', 'p42');
    await maria.submit();
    expect(world.rounds.asked.submit[0]?.[2]).toEqual({ owner: 'p42' });
  });
});
