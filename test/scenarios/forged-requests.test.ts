import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { again, lastOf } from '../support/signed.js';
import { cardOf, cardsOf, makesTask, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

type Press = { actions: object[] };

describe('what a payload says of itself opens nothing', () => {
  let world: World;
  let name: string;
  let press: Press;
  beforeAll(async () => {
    world = await openWorld();
    const dana = world.as('dana');
    name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    await opens(world, dana, 'more_form', async () => dana.press('task:more', await cardOf(dana, name)));
    press = lastOf(world, 'block_actions') as Press;
    await dana.closes(true);
  });
  afterAll(() => world.close());

  const sends = async (value: string, trigger: string, more: object = {}) => {
    const answered = await again(world, { ...press, ...more, trigger_id: trigger, actions: press.actions.map((action) => ({ ...action, action_id: 'task:start', value })) }, 1);
    await world.settled();
    return answered.status;
  };

  test('a button whose value holds more than a reference is not one of ours', async () => {
    for (const [index, value] of ['{"task":1,"version":1,"actor":"dana"}', '{"task":"1"}', 'start T-1', ''].entries()) expect(await sends(value, `1.1.${index}`)).toBe(200);
    expect(world.as('dana').readsAll()).toContain('Rounds does not know this control any more, so nothing was done.');
    expect((await cardsOf(world.as('dana'), name))[0]?.text).toContain('To do');
  });

  test('who presses is who Slack says, whatever stands in the button', async () => {
    expect(await sends('{"task":1,"version":1}', '1.2.1', { user: { id: 'U0SAM', team_id: world.slack.ids.team } })).toBe(200);
    expect((await cardsOf(world.as('dana'), name))[0]?.text).toContain('To do');
  });

  test('a form for a task that one may not change is refused when it comes back', async () => {
    const dana = world.as('dana');
    await opens(world, dana, 'wait_form', async () => dana.press('task:wait', await cardOf(dana, name)));
    await dana.fill({ on: 'patient' });
    const view = dana.modal();
    await dana.closes(true);
    const answered = await again(world, { ...press, type: 'view_submission', user: { id: 'U0SAM', team_id: world.slack.ids.team }, view, actions: undefined }, 2);
    expect(answered.text).toContain(`${name} was not set to waiting: its owner moves it.`);
    expect((await cardsOf(dana, name))[0]?.text).toContain('To do');
  });
});
