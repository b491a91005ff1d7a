// The morning's messages: to leads, to everybody, to managers once a week; each once, and none where there is nothing to say.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { completes, looksUp, makesTask, modalText } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const told = async (person: PersonClient, words: string) => person.messages(await person.opensDm()).map(({ ts, blocks }) => ({ ts, text: JSON.stringify(blocks) })).filter(({ text }) => text.includes(words));

const TUESDAY_8_16 = '2026-12-01T13:16:00.000Z';

describe('a morning at the front desk', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('nothing to say: no digest', async () => {
    await world.advance({ to: TUESDAY_8_16 });
    for (const person of ['dana', 'maria', 'alex']) expect(world.as(person).messages(await world.as(person).opensDm())).toEqual([]);
  });

  test('the lead reads first what needs them, then what is due; everybody else their own day', async () => {
    const [maria, dana, sam] = [world.as('maria'), world.as('dana'), world.as('sam')];
    await makesTask(world, maria, { priority: 'low' }); // due Wednesday 8:16
    await makesTask(world, maria); // due today
    await completes(world, maria, 'block', await looksUp(maria, 'T-2'), { need: 'decision' });
    await world.advance({ to: '2026-12-02T13:15:30.000Z' });
    const [digest] = await told(dana, 'Front desk · Wed');
    expect(digest?.text).toContain('Front desk · Wed: 1 needs you');
    expect(digest?.text).toContain('1 overdue (oldest 19 h) · 1 blocked');
    expect(digest?.text).toContain('Due today: 1');
    expect(digest?.text).toContain('Open: Maria Lopez 2');
    expect((await told(maria, 'Your day · Wed')).map(({ text }) => text)).toEqual([expect.stringContaining('1 overdue (oldest 19 h) · 1 blocked · 1 due today')]);
    expect(await told(sam, 'Your day')).toEqual([]);
    expect(await told(dana, 'Your day')).toEqual([]);
  });

  test('each number opens its list', async () => {
    const dana = world.as('dana');
    const [digest] = await told(dana, 'Front desk · Wed');
    const place = { channel: await dana.opensDm(), ts: digest?.ts ?? '' };
    for (const [button, name, other] of [['list_late', 'T-2 ', 'T-1 '], ['list_blocked', 'T-2 ', 'T-1 '], ['list_all', 'T-1 ', 'T-3 ']] as const) {
      const before = dana.modal()?.id;
      await dana.press(`task:${button}`, place);
      await world.slack.until(() => dana.modal()?.callback_id === 'list_view' && dana.modal()?.id !== before, 10_000);
      expect(modalText(dana)).toContain(name);
      expect(modalText(dana)).not.toContain(other);
      await dana.closes(true);
    }
  });

  test('comes once: through a restart, and through a clock that is set back', async () => {
    const dana = world.as('dana');
    await world.restart();
    await world.advance({ to: '2026-12-02T13:00:00.000Z' });
    await world.advance({ to: '2026-12-02T14:00:00.000Z' });
    expect(await told(dana, 'Front desk · Wed')).toHaveLength(1);
  });

  test('managers hear once a week where work stands', async () => {
    const alex = world.as('alex');
    expect(await told(alex, 'late in')).toEqual([]);
    await world.advance({ to: '2026-12-07T13:16:00.000Z' }); // Monday
    expect((await told(alex, 'late in')).map(({ text }) => text)).toEqual([expect.stringContaining('2 tasks late in 1 queue')]);
    await world.advance({ to: '2026-12-08T13:16:00.000Z' });
    expect(await told(alex, 'late in')).toHaveLength(1);
  });
});

describe('Rounds was away in the morning', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  test('the same morning the digest is sent on return; later it is recorded as missed, and the next one says so', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    await makesTask(world, maria);
    await world.advance({ to: '2026-12-01T15:00:00.000Z' }); // back at ten
    expect(await told(dana, 'Front desk · Tue')).toHaveLength(1);
    await world.advance({ to: '2026-12-02T18:00:00.000Z' }); // back after lunch
    expect(await told(dana, 'Front desk · Wed')).toEqual([]);
    await world.advance({ to: '2026-12-03T13:16:00.000Z' });
    expect((await told(dana, 'Front desk · Thu')).map(({ text }) => text)).toEqual([expect.stringContaining('Rounds was away: the digest of Wed did not come.')]);
    await world.advance({ to: '2026-12-04T13:16:00.000Z' });
    expect((await told(dana, 'Front desk · Fri')).map(({ text }) => text.includes('was away'))).toEqual([false]);
  });
});
