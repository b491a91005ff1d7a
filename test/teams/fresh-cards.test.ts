// A card says how things stand when it is looked at, also where nobody changed the task since: Teams asks for it again.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { TEAMS_ID } from './support/people.js';
import { actionOf, actionsOf, dialogOf, wordsOf } from './support/reading.js';
import { cardOf, makesTask } from './support/steps.js';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
beforeAll(async () => {
  world = await openTeamsWorld();
  await world.as('dana').says('help');
});
afterAll(() => world.close());
afterEach(() => expect(world.teams.complaints).toEqual([]));

type Message = Parameters<ReturnType<TeamsWorld['as']>['looksAt']>[0];
/** What stands in a message after somebody looked at it. */
const looksAt = async (person: string, message: Message) => {
  const shown = await world.as(person).looksAt(message);
  expect(shown?.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  return shown?.body['value'];
};

describe('whoever looks at a card', () => {
  test('is the one whom Teams asks again for, and reads how late it is by now, and still why it came', async () => {
    const name = await makesTask(world, 'maria', { owner: 'dana' });
    const message = cardOf(world, 'dana', name);
    expect(message.card['refresh']).toMatchObject({ action: { type: 'Action.Execute', verb: 'refresh' }, userIds: [`29:${TEAMS_ID.dana}`] });
    expect(await world.as('sam').looksAt(message)).toBeNull();
    await world.advance({ to: '2026-11-30T20:00:00.000Z' });
    expect(wordsOf(message.card)).not.toContain(' late');
    const shown = await looksAt('dana', message);
    expect(wordsOf(shown)).toMatch(/New from Maria Lopez\n.*\n.* late/);
    expect(shown).toHaveProperty('refresh.userIds', [`29:${TEAMS_ID.dana}`]);
    await world.as('dana').presses(actionOf(shown, 'Start'));
    await world.settled();
    const started = await looksAt('dana', world.teams.messages.get(message.id) ?? message);
    expect(wordsOf(started)).toContain('In progress');
    expect(wordsOf(started)).not.toContain('New from');
  });

  test('also where they asked for it by its number: no change of the task edits such a card', async () => {
    const name = await makesTask(world, 'maria', { owner: 'maria' });
    await world.as('dana').says(name);
    const copy = world.as('dana').chat().at(-1);
    if (copy === undefined) throw new Error('no card');
    await world.as('maria').says(name);
    await world.as('maria').presses(actionOf(world.as('maria').chat().at(-1)?.card, 'Start'));
    await world.settled();
    expect(wordsOf(copy.card)).toContain('To do');
    expect(wordsOf(await looksAt('dana', copy))).toContain('In progress');
  });

  test('reads what is asked of them for as long as it is news', async () => {
    const name = await makesTask(world, 'maria', { owner: 'maria' });
    const maria = world.as('maria');
    await maria.says(name);
    const card = maria.chat().at(-1)?.card;
    const form = dialogOf(await maria.opens(actionOf(card, 'Blocked…')));
    await maria.submits(actionOf(form, 'Set to blocked'), { need: 'information', from: 'sam' });
    await world.settled();
    const asked = cardOf(world, 'sam', name);
    expect(wordsOf(await looksAt('sam', asked))).toContain('Maria Lopez needs something from you to go on');
    await maria.says(name);
    await maria.presses(actionOf(maria.chat().at(-1)?.card, 'Carry on'));
    await world.settled();
    expect(wordsOf(await looksAt('sam', cardOf(world, 'sam', name)))).not.toContain('needs something from you');
  });

  test('of an escalation reads that it was answered; a reminder stays what was said', async () => {
    const name = await makesTask(world, 'maria', {});
    await world.advance({ to: '2026-12-04T16:00:00.000Z' });
    const told = world.as('dana').chat().findLast(({ card }) => actionsOf(card).some(({ title }) => title === 'Take it') && wordsOf(card).includes(`${name} `));
    if (told === undefined) throw new Error('no escalation');
    const shown = await looksAt('dana', told);
    expect(wordsOf(shown)).toContain(`${name} `);
    expect(wordsOf(shown)).not.toContain('Answered:');
    await world.as('dana').presses(actionOf(shown, 'Take it'));
    await world.settled();
    expect(wordsOf(await looksAt('dana', told))).toMatch(/Answered:\nT-\d+ .*\n.* · Dana Reed · Dana Reed reassigned it/);
    const reminder = world.as('maria').chat().findLast(({ card }) => actionsOf(card).some(({ title }) => title === 'Update'));
    expect(reminder?.card).not.toHaveProperty('refresh');
  });

  test('finds Home as it is', async () => {
    await world.as('sam').says('home');
    const home = world.as('sam').chat().at(-1);
    if (home === undefined) throw new Error('no home');
    const name = await makesTask(world, 'maria', { owner: 'sam' });
    expect(wordsOf(home.card)).not.toContain(`${name} `);
    expect(wordsOf(await looksAt('sam', home))).toContain(`${name} `);
  });
});

describe('what cannot be shown anew stays as it stands', () => {
  const stays = { statusCode: 500, type: 'application/vnd.microsoft.error' };

  test('a notice that is somebody else’s, and one that is none', async () => {
    const name = await makesTask(world, 'maria', { owner: 'dana' });
    const { card } = cardOf(world, 'dana', name);
    const refresh = card['refresh'] as { action: { data: Record<string, unknown> } };
    const asks = (person: string, data: Record<string, unknown>) => world.as(person).presses({ title: '', type: '', data });
    expect((await asks('sam', refresh.action.data)).body).toMatchObject(stays);
    expect((await asks('dana', { rounds: { refresh: { show: 'notice', key: 'T-1/nothing' } } })).body).toMatchObject(stays);
  });

  test('a card while the store does not answer in time: nobody is told that anything is being saved', async () => {
    const message = cardOf(world, 'dana', await makesTask(world, 'maria', { owner: 'dana' }));
    const before = world.as('dana').chat().length;
    world.store.hold();
    const shown = await world.as('dana').looksAt(message);
    world.store.letGo();
    expect(shown?.body).toMatchObject(stays);
    await world.settled();
    expect(world.as('dana').chat()).toHaveLength(before);
  });
});
