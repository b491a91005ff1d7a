// What happens around messages: the app is added, a source changes, the store is slow.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { FRONT } from './support/people.js';
import { actionOf, actionsOf, dialogOf, valuesOf, wordsOf } from './support/reading.js';
import { cardOf, RESCHEDULE } from './support/steps.js';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
beforeAll(async () => { world = await openTeamsWorld(); });
afterAll(() => world.close());
afterEach(() => expect(world.teams.complaints).toEqual([]));

const makesTaskOf = async (id: string) => {
  const maria = world.as('maria');
  const form = dialogOf(await maria.createsTaskOf({ id, html: 'Mornings are best', from: 'sam' }));
  const more = dialogOf(await maria.submitsInMenu(actionOf(form, 'Create'), { ...valuesOf(form), ...RESCHEDULE }));
  await maria.submitsInMenu(actionOf(more, 'Create'), { ...valuesOf(more), ...RESCHEDULE, owner: 'dana' });
  await world.settled();
  return /T-\d+/.exec(wordsOf(world.thread(id).at(-1)?.card))?.[0] ?? 'none';
};

test('whoever puts the app into their chat finds Home there; others who join a chat do not', async () => {
  const dana = world.as('dana');
  const self = dana.activity()['recipient'];
  await dana.says('', { type: 'conversationUpdate', membersAdded: [{ id: '29:somebody' }] });
  expect(dana.chat()).toEqual([]);
  await dana.says('', { type: 'conversationUpdate', membersAdded: [self] });
  expect(dana.chat().map(({ card }) => actionsOf(card)[0]?.title)).toEqual(['New task']);
});

describe('the message that a task was made of', () => {
  test.each([['edited', 'messageUpdate', 'editMessage'], ['deleted', 'messageDelete', 'softDeleteMessage']])('was %s: the card says so, in place, and the task does not follow', async (how, type, eventType) => {
    await world.as('dana').says('help');
    const id = how === 'edited' ? '1801' : '1802';
    const name = await makesTaskOf(id);
    const before = world.as('dana').chat().length;
    const sam = world.as('sam');
    await world.send({ ...sam.activity(), type, id, text: 'Afternoons', conversation: { id: `${FRONT};messageid=${id}`, conversationType: 'channel', tenantId: (sam.activity()['conversation'] as { tenantId: string }).tenantId }, channelData: { ...(sam.activity()['channelData'] as object), eventType, channel: { id: FRONT } } });
    await world.settled();
    expect(wordsOf(cardOf(world, 'dana', name).card)).toContain(`The source message was ${how} since. The task did not follow.`);
    expect(world.as('dana').chat()).toHaveLength(before);
  });
});

test('a store that is slow: “Saving…” in time, then the result in the person’s chat, and one task', async () => {
  const maria = world.as('maria');
  await maria.says('new');
  const form = await maria.presses(actionOf(maria.chat().at(-1)?.card, 'Create'), RESCHEDULE);
  const before = maria.chat().length;
  world.store.hold();
  const saving = await maria.presses(actionOf(form.body['value'], 'Create'), RESCHEDULE);
  world.store.letGo();
  expect(JSON.stringify(saving.body)).toContain('Saving… This takes longer than usual.');
  await eventually('the result came', () => maria.chat().slice(before).some(({ card }) => /T-\d+ · Appointment reschedule · Maria Lopez/.test(wordsOf(card))));
  await maria.presses(actionOf(form.body['value'], 'Create'), RESCHEDULE);
  await world.settled();
  await maria.says('mine');
  expect(wordsOf(maria.chat().at(-1)?.card)).toContain('Yours: 1');
});
