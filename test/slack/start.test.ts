import { afterEach, describe, expect, test } from '@jest/globals';
import { SocketRefused, TokenRefused } from '../../adapters/slack/index.js';
import { isOutsider } from '../../adapters/slack/who.js';
import { manualAfter } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

describe('the start', () => {
  let world: World | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });

  test('with a token that Slack refuses says so, and what to do', async () => {
    const started = openWorld({ adapter: { botToken: 'xoxb-wrong' } });
    await expect(started).rejects.toBeInstanceOf(TokenRefused);
    await expect(started).rejects.toThrow(/^SLACK_BOT_TOKEN was refused by Slack: invalid_auth\. Copy /);
  });

  test('without Slack in reach goes on, is not ready, and mends itself', async () => {
    world = await openWorld({ adapter: { apiUrl: 'http://127.0.0.1:9/' } });
    expect(await world.adapter.ready()).toEqual({ ok: false, problem: 'Slack could not be reached (slack_webapi_request_error).' });
  });

  test('in socket mode says what to do where Slack opens no socket', async () => {
    const started = openWorld({ adapter: { appToken: 'xapp-wrong' } });
    await expect(started).rejects.toBeInstanceOf(SocketRefused);
    await expect(started).rejects.toThrow(/^SLACK_APP_TOKEN opened no socket: /);
  });

  test('asks Slack once who it is, and not with each request', async () => {
    world = await openWorld();
    await world.maria.shortcut('new_task');
    await world.maria.seesModal('task_form');
    expect(await world.adapter.ready()).toEqual({ ok: true });
    expect(world.double.callsTo('auth.test')).toHaveLength(1);
  });
});

describe('who acts', () => {
  let world: World;
  afterEach(() => world.close());

  test('is asked of Slack once an hour', async () => {
    world = await openWorld();
    for (const _time of [1, 2]) {
      await world.maria.command('/rounds', 'mine', 'C0FRONT');
    }
    expect(world.double.callsTo('users.info')).toHaveLength(1);
    expect(world.rounds.asked.whoIs[0]).toEqual([{ platform: 'slack', id: 'U0MARIA', outsider: false, guest: false }, 'slack']);
  });

  test('is nobody’s guest where Slack does not say in a second', async () => {
    const { after, runsOut } = manualAfter();
    world = await openWorld({ adapter: { after } });
    world.double.failNext('users.info', 'hang');
    const command = world.guest.command('/rounds', 'mine', 'C0SHARED');
    await runsOut(1000);
    expect(await command).toEqual({ ok: true });
    expect(world.rounds.asked.whoIs[0]?.[0]).toMatchObject({ guest: false });
  });

  test.each([
    ['of this workspace', { id: 'U1', team: 'T1' }, null, null, false],
    ['whose workspace is not said', { id: 'U1', team: null }, null, null, false],
    ['of another workspace', { id: 'U1', team: 'T2' }, null, null, true],
    ['of another workspace of the same organisation', { id: 'U1', team: 'T2' }, 'E1', { guest: false, stranger: false, team: 'T2', enterprise: 'E1' }, false],
    ['of another organisation', { id: 'U1', team: 'T2' }, 'E1', { guest: false, stranger: false, team: 'T2', enterprise: 'E2' }, true],
    ['whom Slack calls a stranger', { id: 'U1', team: 'T1' }, null, { guest: false, stranger: true, team: 'T1', enterprise: null }, true],
  ])('somebody %s', (_name, actor, enterprise, profile, outsider) => expect(isOutsider(actor, { team: 'T1', enterprise }, profile)).toBe(outsider));
});
