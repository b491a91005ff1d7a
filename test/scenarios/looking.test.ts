import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { completes, FRONT, lastWord, looksUp, makesTask, modalText, opens, presses, PRIOR_AUTH } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('looking', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    const maria = world.as('maria');
    for (let made = 0; made < 11; made += 1) await makesTask(world, maria);
    await makesTask(world, maria, { ...PRIOR_AUTH, priority: 'urgent' });
    await makesTask(world, maria, { owner: 'sam', provider: 'calloway' });
  });
  afterAll(() => world.close());

  const asks = async (who: string, words: string) => {
    const person = world.as(who);
    const channel = await person.opensDm();
    await person.command('/rounds', words, channel);
    const { ts, blocks } = person.ephemerals(channel).at(-1) ?? { ts: '', blocks: [] };
    return { person, words: JSON.stringify(blocks), place: { channel, ts } };
  };

  test('help fits on a phone and says what can be typed', async () => {
    const { words } = await asks('maria', 'help');
    for (const each of ['Of a message: its ⋯ menu, then Create task.', '/rounds new', '/rounds mine', '/rounds T-12', '/rounds queue front desk', '/rounds find words']) expect(words).toContain(each);
    expect((await asks('maria', '')).words).toContain('/rounds mine');
    expect((await asks('maria', 'dance')).words).toContain('This is no command of Rounds.');
  });

  test('mine: the most urgent first, ten at a time, and the way to the rest', async () => {
    const { person, words, place } = await asks('maria', 'mine');
    expect(words).toContain('Yours: 12');
    expect(words).toContain('1–10 of 12');
    expect(words.indexOf('T-12 Prior authorization')).toBeLessThan(words.indexOf('T-1 Appointment'));
    expect(words).not.toContain('T-11 ');
    await opens(world, person, 'list_view', () => person.press('task:list_on', place));
    expect(modalText(person)).toContain('11–12 of 12');
    expect(modalText(person)).toContain('T-11 ');
    await person.press('task:list_back', 'modal');
    await world.slack.until(() => modalText(person).includes('1–10 of 12'));
    await person.closes(true);
  });

  test('one task, by its number however it is written', async () => {
    for (const name of ['T-13', 't13', '13']) expect((await asks('maria', name)).words).toContain('T-13 Appointment reschedule');
    expect((await asks('maria', 'T-999')).words).toContain('There is no such task.');
  });

  test('a queue, for those who work in it', async () => {
    expect((await asks('dana', 'queue front_desk')).words).toContain('Front desk: 13');
    expect((await asks('dana', 'queue Front desk')).words).toContain('Front desk: 13');
    expect((await asks('priya', 'queue front_desk')).words).toContain('That queue is not open to you. Yours is Billing.');
    expect((await asks('jordan', 'queue front_desk')).words).toContain('Front desk: 13');
  });

  test('find, by type, person, insurer or place', async () => {
    expect((await asks('maria', 'find aetna')).words).toContain('T-12 Prior authorization');
    expect((await asks('maria', 'find calloway')).words).toContain('T-13 ');
    expect((await asks('maria', 'find aetna imag')).words).toContain('Found for “aetna imag”: 1');
    expect((await asks('maria', 'find to do')).words).toContain('T-12 Prior authorization');
    expect((await asks('maria', 'find waiting')).words).toContain('Nothing found.');
    expect((await asks('maria', 'find zebra')).words).toContain('Nothing found. Search by type, status, person, insurer, location or number; patient details are not searched.');
    expect((await asks('maria', 'find')).words).toContain('Say what to look for');
    expect((await asks('priya', 'find aetna')).words).toContain('Nothing found.');
  });

  test('who may not see a task gets a sentence with the names of those who may', async () => {
    const { person, place } = await asks('priya', 'T-12');
    expect(lastWord(person, place.channel)).toBe('T-12 cannot be shown: it belongs to another queue. Ask Maria Lopez, Dana Reed or Sam Ortiz.');
  });

  test('who may only look gets a card without steps', async () => {
    const { words } = await asks('jordan', 'T-12');
    expect(words).toContain('T-12 ');
    expect(words).not.toContain('task:start');
    expect(words).toContain('task:more');
  });

  test('who may only look cannot ask for work', async () => {
    const { words } = await asks('jordan', 'new');
    expect(words).toContain('You may look and not ask for work. Ask an admin for the role of staff.');
  });

  test('Home: what I own, what waits on others, what I asked for, and the queue that I lead', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    await completes(world, maria, 'wait', await looksUp(maria, 'T-2'), { on: 'patient' });
    await maria.opensHome();
    const words = JSON.stringify(maria.home()?.blocks);
    expect(words).toContain('Yours: 11');
    expect(words).toContain('All 11');
    expect(words).toContain('Yours, waiting on others: 1');
    expect(words).toContain('You asked for: 1');
    expect(words).not.toContain('Front desk: ');
    await dana.opensHome();
    expect(JSON.stringify(dana.home()?.blocks)).toContain('Front desk: 13');
    expect(JSON.stringify(dana.home()?.blocks)).toContain('Nothing to do now. Tasks that you own stand here, what is late first.');
  });

  test('what is done from Home stands there at once', async () => {
    const sam = world.as('sam');
    await sam.opensHome();
    await opens(world, sam, 'task_view', () => sam.press('task:open', 'home', { value: JSON.stringify({ task: 13 }) }));
    await presses(world, sam, 'start', 'modal');
    await sam.closes(true);
    await sam.opensHome();
    expect(JSON.stringify(sam.home()?.blocks)).toContain('In progress');
    expect(sam.reads(FRONT)).not.toContain('T-13');
  });
});
