// The whole job through Teams' door, over HTTP, beside a strict double of the Bot Connector.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { actionOf, actionsOf, dialogOf, inputsOf, titleOf, wordsOf } from './support/reading.js';
import { cardOf, makesTask, RESCHEDULE } from './support/steps.js';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
beforeAll(async () => { world = await openTeamsWorld(); });
afterAll(() => world.close());
afterEach(() => expect(world.teams.complaints).toEqual([]));

describe('on Teams', () => {
  test('a message becomes a task, its owner moves it, it is done', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    await dana.says('help');
    const opened = await maria.createsTaskOf({ id: '1700', html: '<p>Please move the <b>2 pm</b> &amp; call back</p>', from: 'sam' });
    const form = dialogOf(opened);
    expect(inputsOf(form)).toContain('type');
    // A choice that asks for more: nothing is saved, and the rest is asked.
    const more = dialogOf(await maria.submitsInMenu(actionOf(form, 'Create'), { type: 'reschedule', priority: 'normal' }));
    expect(wordsOf(more)).toContain('Nothing is saved yet.');
    expect(inputsOf(more)).toEqual(expect.arrayContaining(['provider', 'location']));
    // What is missing stands beside its field.
    const wrong = dialogOf(await maria.submitsInMenu(actionOf(more, 'Create'), { type: 'reschedule', priority: 'normal', location: 'main' }));
    expect(wordsOf(wrong)).toContain('Please');
    const saved = await maria.submitsInMenu(actionOf(wrong, 'Create'), { ...RESCHEDULE, owner: 'dana' });
    expect(saved.body).toEqual({ task: { type: 'message', value: 'It is saved.' } });
    await world.settled();

    expect(world.thread('1700').map(({ card }) => wordsOf(card)).join()).toContain('· Appointment reschedule · Dana Reed');
    const name = /T-\d+/.exec(wordsOf(world.thread('1700').at(-1)?.card))?.[0] ?? '';
    const card = cardOf(world, 'dana', name);
    expect(card.summary).not.toContain('2 pm');
    expect(wordsOf(card.card)).toContain('New from Maria Lopez');

    const started = await dana.presses(actionOf(card.card, 'Start'));
    expect(wordsOf(started.body['value'])).toContain('In progress');
    await world.settled();
    expect(cardOf(world, 'dana', name).edits).toBeGreaterThan(0);
    expect(wordsOf(cardOf(world, 'dana', name).card)).toContain('In progress');

    const done = dialogOf(await dana.opens(actionOf(cardOf(world, 'dana', name).card, 'Done…')));
    const asked = dialogOf(await dana.submits(actionOf(done, actionsOf(done).at(-1)?.title ?? ''), { outcome: 'rescheduled' }));
    const sent = await dana.submits(actionOf(asked, actionsOf(asked).at(-1)?.title ?? ''), { outcome: 'rescheduled', reason: 'other', patient_ref: 'MRN 4471' });
    expect(sent.status).toBe(200);
    await world.settled();
    expect(wordsOf(cardOf(world, 'dana', name).card)).toContain('Done');
  });

  test('a form that the client sends again makes one task', async () => {
    const maria = world.as('maria');
    await maria.says('new');
    const form = await maria.presses(actionOf(maria.chat().at(-1)?.card, 'Create'), RESCHEDULE);
    const create = actionOf(form.body['value'], 'Create');
    const [one, two] = [await maria.presses(create, RESCHEDULE), await maria.presses(create, RESCHEDULE)];
    const number = (reply: typeof one) => /T-\d+/.exec(JSON.stringify(reply.body))?.[0];
    expect(number(one)).toBeDefined();
    expect(number(two)).toBe(number(one));
  });

  test('words that Teams delivers twice are answered once, also after a restart', async () => {
    const maria = world.as('maria');
    const activity = maria.activity({ text: 'help' });
    const before = maria.chat().length;
    await world.send(activity);
    await world.restart();
    await world.send(activity);
    expect(maria.chat().length).toBe(before + 1);
  });

  test('a press that is not theirs is refused to them alone', async () => {
    const name = await makesTask(world, 'maria', { owner: 'dana' });
    const before = world.teams.messages.size;
    await world.as('sam').says(name);
    const card = world.as('sam').chat().at(-1)?.card;
    const refused = await world.as('sam').presses(actionOf(card, 'Start'));
    expect(refused.body).toMatchObject({ type: 'application/vnd.microsoft.activity.message', value: expect.stringContaining(`${name} was not started`) });
    expect(world.teams.messages.size).toBe(before + 1);
  });

  test('words in a channel are answered in the person’s own chat', async () => {
    const maria = world.as('maria');
    const before = maria.chat().length;
    const mention = '<at>Rounds</at>';
    await maria.says(`${mention} mine`, { conversation: { id: '19:front@thread.tacv2;messageid=5', conversationType: 'channel' }, entities: [{ type: 'mention', text: mention, mentioned: maria.activity()['recipient'] }] });
    expect(maria.chat().length).toBe(before + 1);
    expect(wordsOf(world.thread('5').at(-1)?.card)).toBe('The answer is in your chat with Rounds.');
  });

  test('from the compose box or the command box, of no message, it is an empty form and becomes one task', async () => {
    const maria = world.as('maria');
    const form = dialogOf(await maria.opensCreateTask());
    expect(inputsOf(form)).toEqual(expect.arrayContaining(['type', 'priority']));
    const more = dialogOf(await maria.submitsInMenu(actionOf(form, 'Create'), { type: 'reschedule', priority: 'normal' }));
    const made = dialogOf(await maria.submitsInMenu(actionOf(more, 'Create'), RESCHEDULE));
    const name = /T-\d+/.exec(wordsOf(made))?.[0] ?? 'none';
    expect(titleOf(await maria.submitsInMenu(actionOf(made, 'Open'), {}))).toBe(name);
    await maria.says(name.toLowerCase());
    expect(wordsOf(maria.chat().at(-1)?.card)).toContain(`${name} Appointment reschedule`);
  });

  test.each([
    ['mine', 'Yours'], ['queue front_desk', 'Front desk'], ['find reschedule', 'reschedule'], ['new', 'New task'], ['help', 'To make a task'], ['settings', 'Your settings'], ['away', 'Out'], ['board', 'board'],
  ])('“%s” is understood in the chat and in a channel, and answered in the chat', async (said, answer) => {
    const maria = world.as('maria');
    const mention = '<at>Rounds</at>';
    await maria.says(said);
    const inChat = wordsOf(maria.chat().at(-1)?.card);
    expect(inChat).toContain(answer);
    const before = maria.chat().length;
    await maria.says(`${mention} ${said}`, { conversation: { id: '19:front@thread.tacv2;messageid=6', conversationType: 'channel' }, entities: [{ type: 'mention', text: mention, mentioned: maria.activity()['recipient'] }] });
    expect(maria.chat().slice(before).map(({ card }) => wordsOf(card).split('\n')[0])).toEqual([inChat.split('\n')[0]]);
  });

  test('home comes by its word', async () => {
    await world.as('dana').says('home');
    expect(actionsOf(world.as('dana').chat().at(-1)?.card).map(({ title }) => title)).toContain('New task');
  });

  test('whoever is not on Rounds is told who can add them', async () => {
    const id = '8c1f0000-0000-4000-8000-000000000099';
    await world.as(id).says('mine');
    expect(wordsOf(world.as(id).chat().at(-1)?.card)).toContain('You are not on Rounds');
  });
});

describe('when Teams is slow or refuses', () => {
  test('somebody who has not added the app: a lead hears it once, and what mends it; the task is kept', async () => {
    const refused = { status: 403, code: 'BotNotInConversationRoster' };
    const heard = () => world.as('dana').chat().filter(({ card }) => wordsOf(card).startsWith('Rounds cannot write to Sam Ortiz')).length;
    const name = await makesTask(world, 'maria', { owner: 'sam' }, () => world.teams.refuses(refused));
    await world.settled();
    expect(heard()).toBe(1);
    expect(wordsOf(world.as('dana').chat().at(-1)?.card)).toContain('add the app Rounds (Apps, Rounds, Add) and write it a word');
    await makesTask(world, 'maria', { owner: 'sam' }, () => world.teams.refuses(refused));
    await world.settled();
    expect(heard()).toBe(1);
    await world.as('dana').says(name);
    expect(wordsOf(world.as('dana').chat().at(-1)?.card)).toContain('Owner: Sam Ortiz');
  });

  test('an edit that meets a conflict is made all the same', async () => {
    const name = await makesTask(world, 'maria', { owner: 'dana' });
    const message = cardOf(world, 'dana', name);
    world.teams.refuses({ status: 412, code: 'PreconditionFailed' });
    await world.as('dana').presses(actionOf(message.card, 'Start'));
    await eventually('the card was edited', () => wordsOf(world.teams.messages.get(message.id)?.card).includes('In progress'));
  });

  test.each([
    ['asks to wait', { status: 429, code: 'TooManyRequests', headers: { 'retry-after': '0.01' } }],
    ['has a conflict', { status: 412, code: 'PreconditionFailed' }],
    ['is down', { status: 503, code: 'ServiceError' }],
  ])('a notice comes once all the same where it %s', async (_what, refusal) => {
    const [before, calls] = [world.as('dana').chat().length, world.teams.calls.length];
    const name = await makesTask(world, 'maria', { owner: 'dana' }, () => world.teams.refuses(refusal));
    await eventually('the notice came', () => world.as('dana').chat().length > before);
    await world.settled();
    expect(world.as('dana').chat().slice(before).map(({ card }) => wordsOf(card))).toEqual([expect.stringContaining(name)]);
    // The answer to “new”, the refused notice, the notice.
    expect(world.teams.calls.length - calls).toBe(3);
  });
});
