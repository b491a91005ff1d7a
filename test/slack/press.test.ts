import { afterEach, describe, expect, test } from '@jest/globals';
import type { Pressed } from '../../src/use-cases/rounds.js';
import type { Button, Form, Message } from '../../src/view/nodes.js';
import { line, taskForm } from './support/fake-rounds.js';
import { manualAfter, promised } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

const button = (verb: string, extra: Partial<Button> = {}): Button => ({ verb, label: verb, ref: { task: 12, version: 3 }, ...extra });
const card: Message = { summary: 'T-12', nodes: [{ kind: 'buttons', buttons: [button('start'), button('more')] }] };
const view = (name: Form['name'], ...verbs: string[]): Form => ({ name, title: 'T-12', close: 'Back', ref: { form: name }, parts: [{ kind: 'text', lines: [`this is ${name}`] }, { kind: 'buttons', buttons: verbs.map((verb) => button(verb)) }] });

describe('a press', () => {
  let world: World;
  afterEach(() => world.close());

  const posted = async (message = card) => world.adapter.platform.post({ to: 'channel', id: 'C0FRONT' }, message, 'key');

  test('carries what the button carried, and Slack’s id of the press', async () => {
    world = await openWorld();
    expect(await world.maria.press('task:start', await posted())).toEqual({ ok: true });
    const [[caller, pressed, pressId] = []] = world.rounds.asked.press;
    expect(caller).toEqual({ person: 'U0MARIA', door: 'slack' });
    expect(pressed).toEqual({ verb: 'start', ref: { task: 12, version: 3 } });
    expect(pressId).toMatch(/^slack:\d+\./);
  });

  test('that is refused says why, to the person alone', async () => {
    world = await openWorld({ rounds: { press: async () => ({ result: 'say', say: line('T-12 was not started: it is Dana’s.') }) } });
    await world.maria.press('task:start', await posted());
    await world.maria.sees('it is Dana’s');
    expect(world.dana.readsAll()).not.toContain('it is Dana’s');
  });

  test('where the bot cannot write is answered by the press’s own address', async () => {
    world = await openWorld({ rounds: { press: async () => ({ result: 'say', say: line('Not yours.') }) } });
    const ref = await posted();
    await world.double.removeBot('C0FRONT');
    await world.maria.press('task:start', ref);
    await world.maria.sees('Not yours.');
    expect(world.double.callsTo('chat.postEphemeral').at(-1)?.answer.ok).toBe(false);
  });

  test('on a message opens a form', async () => {
    world = await openWorld({ rounds: { press: async () => ({ result: 'form', form: taskForm({ name: 'wait_form' }) }) } });
    await world.maria.press('task:start', await posted());
    await world.maria.seesModal('wait_form');
  });

  test('on a copy that one person sees draws that copy anew', async () => {
    world = await openWorld({ rounds: { command: async () => ({ result: 'say', say: card }), press: async () => ({ result: 'done', message: line('T-12 is in progress'), say: null }) } });
    const { maria } = world;
    await maria.command('/rounds', 'T-12', 'C0FRONT');
    const [copy] = maria.ephemerals('C0FRONT');
    await maria.press('task:start', { channel: 'C0FRONT', ts: copy?.ts ?? '' });
    await maria.sees('T-12 is in progress');
    expect(maria.ephemerals('C0FRONT')).toHaveLength(1);
  });

  test('in a modal lays the form on it; done in it, the modal shows the card', async () => {
    const answers: Pressed[] = [
      { result: 'form', form: view('task_view', 'more') },
      { result: 'form', form: view('more_form', 'left_voicemail') },
      { result: 'done', message: line('T-12 waits on the patient'), say: line('1 of 3') },
    ];
    world = await openWorld({ rounds: { press: async () => answers.shift() ?? { result: 'say', say: line('?') } } });
    const { maria } = world;
    await maria.press('task:start', await posted());
    const first = await maria.seesModal('task_view');
    await maria.press('task:more', 'modal');
    expect((await maria.seesModal('more_form')).previous_view_id).toBe(first.id);
    await maria.press('task:left_voicemail', 'modal');
    await maria.sees('T-12 waits on the patient');
    expect(maria.modal()).toMatchObject({ callback_id: 'task_view', clear_on_close: true });
    expect(maria.readsAll()).toContain('1 of 3');
  });

  test('in the third modal on top of one another changes that one', async () => {
    const names = ['task_view', 'more_form', 'history_view', 'list_view'] as const;
    let at = 0;
    world = await openWorld({ rounds: { press: async () => ({ result: 'form', form: view(names[at++] ?? 'message_view', 'go') }) } });
    const { maria } = world;
    await maria.press('task:start', await posted());
    for (const name of names.slice(0, 3)) {
      await maria.seesModal(name);
      await maria.press('task:go', 'modal');
    }
    await maria.seesModal('list_view');
    expect(world.double.callsTo('views.push')).toHaveLength(2);
    expect(world.double.callsTo('views.update')).toHaveLength(1);
  });

  test('on the home page draws the page anew', async () => {
    let drawn = 0;
    world = await openWorld({ rounds: { home: async () => ({ nodes: [{ kind: 'text', lines: [`drawn ${(drawn += 1)} times`] }, { kind: 'buttons', buttons: [button('start')] }] }) } });
    await world.maria.opensHome();
    await world.maria.sees('drawn 1 times');
    await world.maria.press('task:start', 'home');
    await world.maria.sees('drawn 2 times');
  });

  test.each([
    ['a form', { result: 'form', form: taskForm({ name: 'wait_form' }) }, 'Type'],
    ['a sentence', { result: 'say', say: line('Not yours.') }, 'Not yours.'],
    ['the card', { result: 'done', message: line('T-12 is in progress'), say: null }, 'T-12 is in progress'],
  ] as const)('that takes long is acknowledged after two seconds and answered with %s', async (_name, answer, words) => {
    const pressed = promised<Pressed>();
    const { after, runsOut } = manualAfter();
    world = await openWorld({ rounds: { press: () => pressed.promise }, adapter: { after } });
    const { maria } = world;
    const press = maria.press('task:start', await posted());
    await runsOut(2000);
    expect(await press).toEqual({ ok: true });
    await maria.sees('Saving…');
    pressed.resolve(answer);
    await maria.sees(words);
  });

  test('that takes long, in a view that was closed meanwhile, is answered where it was pressed', async () => {
    const pressed = promised<Pressed>();
    const { after, runsOut } = manualAfter();
    world = await openWorld({ rounds: { press: () => pressed.promise }, adapter: { after } });
    const { maria } = world;
    const press = maria.press('task:start', await posted());
    await runsOut(2000);
    await press;
    await maria.seesModal('message_view');
    await maria.closes();
    pressed.resolve({ result: 'say', say: line('Not yours.') });
    await maria.sees('Not yours.');
    expect(maria.reads('C0FRONT')).toContain('Not yours.');
  });

  test('for which Slack gave up waiting says so in a direct message', async () => {
    world = await openWorld({ rounds: { press: async () => ({ result: 'form', form: taskForm() }) } });
    world.double.failNext('views.open', { error: 'expired_trigger_id' });
    await world.maria.press('task:start', await posted());
    await world.maria.sees('Please press again.');
  });

  test('on which Slack hangs is given up, and the person told', async () => {
    world = await openWorld({ rounds: { press: async () => ({ result: 'form', form: taskForm() }) } });
    world.double.failNext('views.open', 'hang');
    await world.maria.press('task:start', await posted());
    await world.double.until(() => world.maria.readsAll().includes('Reference ref1'), 10_000);
  });

  test('on the first message of a thread is answered in the channel, on a reply in the thread', async () => {
    world = await openWorld({ rounds: { press: async () => ({ result: 'say', say: line('Not yours.') }) } });
    const { maria, adapter } = world;
    const first = await posted();
    const reply = await adapter.platform.post({ to: 'thread', channel: 'C0FRONT', ts: first.ts }, card, 'k2');
    await maria.press('task:start', first);
    await maria.press('task:start', reply);
    await adapter.stop();
    expect(world.double.callsTo('chat.postEphemeral').map(({ args }) => args['thread_ts'])).toEqual([undefined, first.ts]);
  });

  test('on a link does nothing but be acknowledged', async () => {
    world = await openWorld();
    const ref = await posted({ summary: 's', nodes: [{ kind: 'buttons', buttons: [button('open', { url: 'https://a.example/' })] }] });
    expect(await world.maria.press('task:open', ref)).toEqual({ ok: true });
    await world.adapter.stop();
    expect(world.rounds.asked.press).toEqual([]);
  });

  test('on a button of another version is explained', async () => {
    world = await openWorld();
    const old = { type: 'actions', elements: [{ type: 'button', action_id: 'claim_task', text: { type: 'plain_text', text: 'Claim' }, value: 'T-1' }, { type: 'button', action_id: 'task:start', text: { type: 'plain_text', text: 'Start' }, value: 'T-1' }] };
    const answer = await fetch(`${world.apiUrl}chat.postMessage`, { method: 'POST', headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' }, body: JSON.stringify({ channel: 'C0FRONT', text: 'old', blocks: [old] }) });
    const { ts } = (await answer.json()) as { ts: string };
    expect(await world.maria.press('claim_task', { channel: 'C0FRONT', ts })).toEqual({ ok: true });
    await world.maria.sees('Rounds does not know this control any more');
    await world.maria.closes();
    expect(await world.maria.press('task:start', { channel: 'C0FRONT', ts })).toEqual({ ok: true });
    await world.double.until(() => world.maria.reads('C0FRONT').includes('does not know this control'));
    expect(world.double.callsTo('views.open')).toHaveLength(1);
    expect(world.rounds.asked.press).toEqual([]);
  });
});

