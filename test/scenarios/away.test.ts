// Days off: what is understood, who gets what is new, and who does what is due.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { answers, cardsOf, completesUnderMore, FRONT, lastWord, looksUp, makesTask, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('somebody is out', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const types = async (person: string, words: string) => {
    await world.as(person).command('/rounds', words, FRONT);
    await world.settled();
    return lastWord(world.as(person), FRONT);
  };
  const reads = (person: string) => JSON.stringify(world.as(person).ephemerals(FRONT).at(-1)?.blocks);

  test('“away until Thursday” is said back in full, with what is due before then and the way to hand it over', async () => {
    await makesTask(world, world.as('sam'));
    await types('sam', 'away until Thursday');
    expect(reads('sam')).toContain('You are out until Thu, Dec 3, 8 am.');
    expect(reads('sam')).toContain('New tasks go to others.');
    expect(reads('sam')).toContain('1 of your tasks is due before then.');
    expect(reads('sam')).toContain('Hand over…');
  });

  test('the form of a new task says who is out, and routes around them', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'north' });
    expect(modalText(maria)).toContain('Goes to Dana Reed: leads Front desk; Sam Ortiz is out until Thu, Dec 3, 8 am');
    expect(modalText(maria)).toContain('Sam Ortiz (out until Thu, Dec 3, 8 am)');
    await maria.fill({ owner: 'sam' });
    expect(await maria.submit()).toEqual({ errors: { owner: 'Sam Ortiz is away. Choose somebody else.' } });
    await maria.closes(true);
  });

  test('nor can somebody be given a task by hand while they are out', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    expect(await completesUnderMore(world, maria, 'reassign', await looksUp(maria, name), { owner: 'sam' })).toEqual({ errors: { owner: 'Sam Ortiz is away. Choose somebody else.' } });
    await maria.closes(true);
  });

  test('a restart forgets nothing', async () => {
    await world.restart();
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'reschedule', location: 'north' });
    expect(modalText(maria)).toContain('Goes to Dana Reed');
    await maria.closes(true);
  });

  test('“away back” ends it at once', async () => {
    await types('sam', 'away back');
    expect(reads('sam')).toContain('You are back.');
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { type: 'reschedule', location: 'north' });
    expect(modalText(maria)).toContain('Goes to Sam Ortiz');
    await maria.closes(true);
  });

  test('words that are no days are not guessed at', async () => {
    expect(await types('sam', 'away until the cows come home')).toContain('These are no days that Rounds understands');
    expect(await types('sam', 'away until yesterday')).toContain('These are no days that Rounds understands');
  });

  test('days that lie ahead can be said now, in a form, and taken back', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'away_form', () => maria.command('/rounds', 'away', FRONT));
    await maria.fill({ from: '2026-12-24', back: '2026-12-24' });
    expect(await maria.submit()).toEqual({ errors: { back: 'Choose a day after the first day out.' } });
    await maria.fill({ back: '2027-01-02' });
    await maria.submit();
    expect(modalText(maria)).toContain('You are out from Thu, Dec 24 until Mon, Jan 4, 2027, 8 am.');
    await maria.closes(true);
    expect(await types('maria', 'away back')).not.toContain('You are out');
    expect(reads('maria')).toContain('You are still down as out from Thu, Dec 24 to Sun, Jan 3, 2027.');
    await opens(world, maria, 'away_form', () => maria.command('/rounds', 'away', FRONT));
    await opens(world, maria, 'message_view', () => maria.press('task:away_drop', 'modal'));
    expect(modalText(maria)).not.toContain('still down');
    await maria.closes(true);
  });

  test('a lead says it for somebody of their queue, who hears of it; a colleague may not', async () => {
    const dana = world.as('dana');
    await opens(world, dana, 'away_form', () => dana.command('/rounds', 'away', FRONT));
    await answers(world, dana, { person: 'sam' });
    await dana.fill({ back: '2026-12-02' });
    await dana.submit();
    await world.settled();
    expect(modalText(dana)).toContain('Sam Ortiz is out until Wed, Dec 2, 8 am.');
    await dana.closes(true);
    const sam = world.as('sam');
    expect(sam.reads(await sam.opensDm())).toContain('Dana Reed noted that you are out until Wed, Dec 2, 8 am.');
    const maria = world.as('maria');
    await opens(world, maria, 'away_form', () => maria.command('/rounds', 'away', FRONT));
    expect(modalText(maria)).not.toContain('Who is out?');
    await maria.closes(true);
  });
});

describe('a lead moves what is due of somebody who is out', () => {
  let world: World;
  const names: string[] = [];
  beforeAll(async () => {
    world = await openWorld();
    const sam = world.as('sam');
    for (let each = 0; each < 3; each += 1) names.push(await makesTask(world, sam));
    names.push(await makesTask(world, sam, { priority: 'low' }));
    await sam.command('/rounds', 'away until Wednesday', FRONT);
    await world.settled();
  });
  afterAll(() => world.close());
  const home = (person: string) => JSON.stringify(world.as(person).home()?.blocks);

  test('their home says who is out and how much is due today', async () => {
    const dana = world.as('dana');
    await dana.opensHome();
    await eventually('the home is drawn', () => home('dana').includes('Sam Ortiz is out until Wed, Dec 2, 8 am'));
    expect(home('dana')).toContain('Move 3 due today…');
    await world.as('maria').opensHome();
    await eventually('the home is drawn', () => home('maria').includes('Yours'));
    expect(home('maria')).not.toContain('Sam Ortiz is out');
  });

  test('the preview says who would get each and why, and spreads them', async () => {
    const dana = world.as('dana');
    await opens(world, dana, 'move_form', () => dana.press('task:move', 'home'));
    const words = modalText(dana);
    expect(words).toContain('3 tasks cannot wait until then.');
    expect(words).toContain('Dana Reed: has the least open work in Front desk.');
    expect(words).toContain('Maria Lopez: has the least open work in Front desk.');
    expect(words).not.toContain(`${names[3]} `);
  });

  test('one submit moves them; what somebody did meanwhile stays, and is said', async () => {
    const [dana, sam] = [world.as('dana'), world.as('sam')];
    const maria = world.as('maria');
    await completesUnderMore(world, sam, 'cancel', await looksUp(sam, names[0] ?? ''), { reason: 'no_longer_needed' });
    await dana.fill({ [names[1] ?? '']: 'maria', [names[2] ?? '']: 'stays' });
    await dana.submit();
    await world.settled();
    const words = modalText(dana);
    expect(words).toContain('1 of 2 tasks moved.');
    expect(words).toContain(`Maria Lopez: ${names[1]}`);
    expect(words).toContain(`${names[0]} was not reassigned: it is cancelled.`);
    await dana.closes(true);
    expect((await cardsOf(maria, names[1] ?? '')).map(({ text }) => text)).toEqual([expect.stringContaining('New from Dana Reed')]);
  });

  test('whoever is out gets one message for all of them', async () => {
    const sam = world.as('sam');
    const dm = await sam.opensDm();
    const told = sam.messages(dm).map(({ blocks }) => JSON.stringify(blocks)).filter((text) => text.includes('Dana Reed'));
    expect(told).toEqual([expect.stringContaining('Dana Reed moved tasks of yours that were due')]);
    expect(told[0]).toContain(`\\n${names[1] ?? ""}\\n`);
  });

  test('the rest can be moved by pressing again', async () => {
    const dana = world.as('dana');
    await dana.opensHome();
    await eventually('the home is drawn', () => home('dana').includes('Move 1 due today…'));
    await opens(world, dana, 'move_form', () => dana.press('task:move', 'home'));
    await dana.submit();
    expect(modalText(dana)).toContain('1 task moved.');
    await dana.closes(true);
    await world.settled();
  });
});
