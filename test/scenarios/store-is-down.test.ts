import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { eventually } from '../support/eventually.js';
import { answers, cardOf, cardsOf, makesTask, modalOf, modalText, opens, presses, RESCHEDULE } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('the store does not answer', () => {
  let world: World;
  let client: MongoClient;
  beforeAll(async () => {
    world = await openWorld({ apart: true });
    client = await MongoClient.connect(world.uri);
  });
  afterAll(async () => {
    await client.close();
    await world.close();
  });

  const tasks = () => client.db().collection('tasks').countDocuments();
  const ready = async () => (await fetch(world.url('/readyz'))).status;
  /** Where it never is, the failure says what was answered last. */
  const readyAgain = async () => {
    const last = { answer: 'nothing yet' };
    const asked = async () => {
      const response = await fetch(world.url('/readyz'));
      last.answer = `${response.status} ${await response.text()}`;
      return response.status === 200;
    };
    await eventually('Rounds is ready again', asked).catch((error: unknown) => {
      throw new Error(`Rounds is not ready again; /readyz answered ${last.answer}\n${world.log.slice(-20).join('')}`, { cause: error });
    });
  };
  const LONG_MS = 20_000;

  test('down while a form is sent: the person is told that nothing was saved, and can send it again later', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, RESCHEDULE);
    await world.store.cut();
    await maria.submit();
    await world.slack.until(() => modalText(maria).includes('Nothing was saved'), LONG_MS);
    expect(await ready()).toBe(503);
    expect(await tasks()).toBe(0);
    await world.store.mend();
    await readyAgain();
    await maria.closes();
    expect(modalOf(maria)).toMatchObject({ callback_id: 'task_form', state: { values: { provider: { value: { selected_option: { value: 'patel' } } } } } });
    expect(await maria.submit()).toMatchObject({ open: { callback_id: 'message_view' } });
    await maria.closes(true);
    expect(await tasks()).toBe(1);
  });

  test('down while a button is pressed: told the same, in private, and the task stands as it was', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    await world.store.cut();
    await dana.press('task:start', card);
    await world.slack.until(() => dana.readsAll().includes('Nothing was saved'), LONG_MS);
    await world.store.mend();
    await readyAgain();
    await dana.closes(true).catch(() => undefined);
    expect((await cardsOf(dana, name))[0]?.text).toContain('To do');
    await presses(world, dana, 'start', card);
    expect((await cardsOf(dana, name))[0]?.text).toContain('In progress');
  });

  test('slow: “Saving…”, then the result in the same place', async () => {
    const maria = world.as('maria');
    const before = await tasks();
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, RESCHEDULE);
    world.store.hold();
    await maria.submit();
    expect(modalText(maria)).toContain('Saving… This takes longer than usual.');
    world.store.letGo();
    await world.slack.until(() => /T-\d+ · Appointment reschedule · Maria Lopez/.test(modalText(maria)), LONG_MS);
    await world.settled();
    expect(await tasks()).toBe(before + 1);
    await maria.closes(true);
  });

  test('slow, and the person closed the form: the result comes as a direct message', async () => {
    const maria = world.as('maria');
    await opens(world, maria, 'task_form', () => maria.shortcut('new_task'));
    await answers(world, maria, { ...RESCHEDULE, provider: 'osei' });
    world.store.hold();
    await maria.submit();
    await maria.closes(true);
    world.store.letGo();
    const dm = await maria.opensDm();
    await world.slack.until(() => /T-\d+ · Appointment reschedule · Maria Lopez/.test(maria.reads(dm)), LONG_MS);
  });

  test('slow while a button is pressed: the same', async () => {
    const [maria, dana] = [world.as('maria'), world.as('dana')];
    const name = await makesTask(world, maria, { owner: 'dana' });
    const card = await cardOf(dana, name);
    world.store.hold();
    await dana.press('task:start', card);
    await world.slack.until(() => dana.readsAll().includes('Saving…'), LONG_MS);
    world.store.letGo();
    await world.slack.until(() => (dana.modal() ? modalText(dana).includes('In progress') : false), LONG_MS);
    await world.settled();
    expect((await cardsOf(dana, name))[0]?.text).toContain('In progress');
  });
});
