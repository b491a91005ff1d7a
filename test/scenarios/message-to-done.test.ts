import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const FRONT = 'C0FRONT';

describe('a message becomes a task, its owner moves it, it is done', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('the whole job', async () => {
    const [maria, dana, sam] = [world.as('maria'), world.as('dana'), world.as('sam')];
    const ts = await sam.says(FRONT, 'Voicemail: she cannot come tomorrow at two, mornings are best');

    await maria.shortcut('create_task', { channel: FRONT, ts });
    await maria.seesModal('task_form');
    await maria.choose('type', 'reschedule');
    await maria.fill({ priority: 'normal', provider: 'patel', location: 'main', owner: 'dana' });
    expect(await maria.submit()).toMatchObject({ closed: true });
    await world.settled();

    expect(maria.reads(FRONT)).toContain('T-1 · Appointment reschedule · Dana Reed · due today 2 pm');
    const dm = await dana.opensDm();
    await dana.sees('New from Maria Lopez');
    expect(dana.reads(dm)).toContain('T-1 Appointment reschedule');

    const card = dana.messages(dm).at(-1);
    await dana.press('task:start', { channel: dm, ts: card?.ts ?? '' });
    await world.settled();
    expect(dana.reads(dm)).toContain('In progress');
  });
});
