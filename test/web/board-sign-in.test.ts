// Signing in to the board: the bot gives a link to one person, once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FRONT, hears, makesTask, modalText, opens } from '../support/steps.js';
import { asksForBoard, auditOf, openBrowser } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = 'people: [{ key: desk, name: Front desk login, roles: [staff], slack: U0DESK, queues: [front_desk], shared: true }]';

describe('the way to the board', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: PLAYBOOK }); });
  afterAll(() => world.close());

  test('/rounds board gives a link that opens once, and it shows what is yours', async () => {
    const maria = world.as('maria');
    await makesTask(world, maria);
    const link = await asksForBoard(world, maria);
    const browser = openBrowser(world);
    const seen = await browser.follows(link);
    expect(seen).toMatchObject({ status: 200, at: '/dashboard' });
    expect(seen.text).toContain('T-1 Appointment reschedule');
    expect(seen.headers.get('cache-control')).toBe('no-store');
    expect(await openBrowser(world).follows(link)).toMatchObject({ status: 410 });
    expect(await auditOf(world)).toContainEqual({ actor: 'maria', door: 'web', action: 'sign_in', task: null, facts: { link_from: 'slack', page: '/dashboard' } });
  });

  test('Home has a button that gives the same link', async () => {
    const maria = world.as('maria');
    await maria.opensHome();
    await opens(world, maria, 'message_view', () => maria.press('task:board', 'home'));
    expect(modalText(maria)).toMatch(/sign-in\?link=/);
    await maria.closes(true);
  });

  test('nobody gets in without a link', async () => {
    const seen = await openBrowser(world).visits('/dashboard');
    expect(seen).toMatchObject({ status: 401 });
    expect(seen.text).toContain('/rounds board');
  });

  test('a login that several people share gets no link, and hears why', async () => {
    const desk = world.as('desk');
    await desk.command('/rounds', 'board', FRONT);
    await hears(world, desk, FRONT, 'the board does not open with it');
  });
});
