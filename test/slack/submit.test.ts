import { afterEach, describe, expect, test } from '@jest/globals';
import type { Submitted } from '../../src/use-cases/rounds.js';
import type { Button, Form } from '../../src/view/nodes.js';
import { line, taskForm, textInput } from './support/fake-rounds.js';
import { manualAfter, promised } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

const button = (verb: string): Button => ({ verb, label: verb, ref: { task: 12, version: 3 } });
const view = (name: Form['name'], verb: string): Form => ({ name, title: 'T-12', close: 'Back', ref: { form: name }, parts: [{ kind: 'buttons', buttons: [button(verb)] }] });

describe('a submitted form', () => {
  let world: World;
  afterEach(() => world.close());

  const opened = async (submit: Submitted | Promise<Submitted> | (() => Promise<Submitted>), adapter: Parameters<typeof openWorld>[0] = {}) => {
    world = await openWorld({ ...adapter, rounds: { submit: async () => (typeof submit === 'function' ? submit() : submit), ...adapter.rounds } });
    const { maria } = world;
    await maria.shortcut('new_task');
    await maria.seesModal('task_form');
    await maria.fill({ type: 'refill', provider: 'Dr *Patel* <!here>' });
    await world.double.settled();
    return maria;
  };

  test('gives its answers and its ref, and closes', async () => {
    const maria = await opened({ result: 'done', say: null });
    expect(await maria.submit()).toEqual({ closed: true });
    expect(world.rounds.asked.submit).toEqual([[{ person: 'U0MARIA', door: 'slack' }, expect.objectContaining({ name: 'task_form', ref: { form: 'f1' } }), { type: 'refill', provider: 'Dr *Patel* <!here>' }]]);
  });

  test('with something to say shows it in its place', async () => {
    const maria = await opened({ result: 'done', say: line('T-12 is made. Invite me with /invite.') });
    await maria.submit();
    expect(maria.readsAll()).toContain('Invite me');
  });

  test('with errors has them on their fields', async () => {
    const maria = await opened({ result: 'errors', errors: { provider: 'Say which provider.' } });
    expect(await maria.submit()).toEqual({ errors: { provider: 'Say which provider.' } });
  });

  test('with errors that have no field shows all of them above the form', async () => {
    const maria = await opened({ result: 'errors', errors: { provider: 'Say which provider.', owner: 'Nobody can own it.' } });
    expect(await maria.submit()).toMatchObject({ open: { callback_id: 'task_form' } });
    expect(maria.readsAll()).toContain('Nobody can own it.');
    expect(maria.readsAll()).toContain(': Say which provider.');
    expect(maria.modal()?.state.values['provider']?.['value']).toMatchObject({ value: 'Dr *Patel* <!here>' });
  });

  test('with a next form shows that', async () => {
    const maria = await opened({ result: 'next', form: taskForm({ name: 'exists_form', parts: [textInput('why')] }) });
    expect(await maria.submit()).toMatchObject({ open: { callback_id: 'exists_form' } });
  });

  test('that breaks says so with a reference', async () => {
    const maria = await opened(async () => {
      throw new Error('boom');
    });
    await maria.submit();
    expect(maria.readsAll()).toContain('Reference ref1');
  });

  test.each([
    ['it was done', { result: 'done', say: null }, 'It is saved.', 'message_view'],
    ['more is to ask', { result: 'next', form: taskForm({ name: 'exists_form', parts: [textInput('why')] }) }, 'why', 'exists_form'],
    ['something is wrong', { result: 'errors', errors: { provider: 'Say which provider.' } }, 'Say which provider.', 'task_form'],
  ] as const)('that takes long says so after two seconds; then that %s', async (_name, answer, words, name) => {
    const saved = promised<Submitted>();
    const { after, runsOut } = manualAfter();
    const maria = await opened(saved.promise, { adapter: { after } });
    const submitted = maria.submit();
    await runsOut(2000);
    await submitted;
    expect(maria.readsAll()).toContain('Saving…');
    saved.resolve(answer);
    await maria.sees(words);
    expect(maria.modal()?.callback_id).toBe(name);
  });

  test('that takes long and fails says that nothing was saved', async () => {
    const saved = promised<Submitted>();
    const { after, runsOut } = manualAfter();
    const maria = await opened(saved.promise, { adapter: { after } });
    const submitted = maria.submit();
    await runsOut(2000);
    await submitted;
    saved.reject(new Error('no store'));
    await maria.sees('Nothing was saved.');
  });

  test('that takes long and was closed is answered in a direct message', async () => {
    const saved = promised<Submitted>();
    const { after, runsOut } = manualAfter();
    const maria = await opened(saved.promise, { adapter: { after } });
    const submitted = maria.submit();
    await runsOut(2000);
    await submitted;
    await maria.closes();
    saved.resolve({ result: 'done', say: line('T-12 is made.') });
    await maria.sees('T-12 is made.');
    expect(maria.reads(await maria.opensDm())).toContain('T-12 is made.');
  });

  test('on top of another modal takes that one away too: it shows an older state', async () => {
    const forms = [view('task_view', 'more'), taskForm({ name: 'note_form', parts: [textInput('note')] })];
    world = await openWorld({
      rounds: { command: async () => ({ result: 'form', form: view('task_view', 'more') }), press: async () => ({ result: 'form', form: forms[1] ?? taskForm() }) },
    });
    const { maria } = world;
    await maria.command('/rounds', 'T-12');
    await maria.seesModal('task_view');
    await maria.press('task:more', 'modal');
    await maria.seesModal('note_form');
    expect(await maria.submit()).toEqual({ closed: true });
  });

  test('that was opened from the home page draws the page anew', async () => {
    let drawn = 0;
    world = await openWorld({
      rounds: {
        home: async () => ({ nodes: [{ kind: 'text', lines: [`drawn ${(drawn += 1)} times`] }, { kind: 'buttons', buttons: [button('new')] }] }),
        press: async () => ({ result: 'form', form: taskForm({ parts: [textInput('note')] }) }),
      },
    });
    const { maria } = world;
    await maria.opensHome();
    await maria.press('task:new', 'home');
    await maria.seesModal('task_form');
    await maria.submit();
    await maria.sees('drawn 2 times');
  });

  test('of another version is explained', async () => {
    world = await openWorld({ rounds: { newTask: async () => ({ ...taskForm({ parts: [textInput('note')] }), name: 'old_form' as 'task_form' }) } });
    await world.maria.shortcut('new_task');
    await world.maria.seesModal('old_form');
    await world.maria.submit();
    expect(world.maria.readsAll()).toContain('Rounds does not know this control any more');
    expect(world.rounds.asked.submit).toEqual([]);
  });
});
