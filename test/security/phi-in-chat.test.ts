// Where a source's text may stand in chat, through the whole of Rounds: in `messages` mode a direct message may hold it, a modal and App Home never.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makesTaskOfMessage, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const TEXT = 'Mrs Quigley has a swollen knee';

describe('with an agreement for messages', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ playbook: 'agreements: [{ with: Slack, on: 2026-01-05, by: dana }]', env: { PHI_MODE: 'messages' } });
    await makesTaskOfMessage(world, world.as('maria'), TEXT, { owner: 'dana' });
  });
  afterAll(() => world.close());

  test('a copy that one person sees quotes the source', async () => {
    const dana = world.as('dana');
    const channel = await dana.opensDm();
    await dana.command('/rounds', 'T-1', channel);
    expect(JSON.stringify(dana.ephemerals(channel))).toContain(TEXT);
  });

  test('a modal never does: not when it opens, and not after a press in it', async () => {
    const dana = world.as('dana');
    await dana.command('/rounds', 'mine', await dana.opensDm());
    const copy = { channel: await dana.opensDm(), ts: dana.ephemerals(await dana.opensDm()).at(-1)?.ts ?? '' };
    await opens(world, dana, 'task_view', () => dana.press('task:open', copy));
    expect(modalText(dana)).not.toContain('Quigley');
    await dana.press('task:start', 'modal');
    await world.slack.until(() => modalText(dana).includes('In progress'));
    expect(modalText(dana)).not.toContain('Quigley');
    for (const { args } of [...world.slack.callsTo('views.open'), ...world.slack.callsTo('views.update'), ...world.slack.callsTo('views.push'), ...world.slack.callsTo('views.publish')]) {
      expect(JSON.stringify(args)).not.toContain('Quigley');
    }
  });
});

describe('what somebody types after a command', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test.each(['find Quigley knee', 'Quigley, knee'])('is not said back, since it may be of a patient: %s', async (typed) => {
    const maria = world.as('maria');
    const channel = await maria.opensDm();
    await maria.command('/rounds', typed, channel);
    expect(maria.ephemerals(channel)).not.toHaveLength(0);
    expect(JSON.stringify(maria.ephemerals(channel))).not.toContain('Quigley');
  });
});
