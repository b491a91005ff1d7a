import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makePace } from '../../adapters/slack/pace.js';
import { Throttled, Undeliverable } from '../../src/ports/chat-platform.js';
import { line } from './support/fake-rounds.js';
import { manualAfter } from './support/manual-after.js';
import { openWorld } from './support/world.js';
import type { World } from './support/world.js';

const dana = { to: 'person', id: 'U0DANA' } as const;
const front = { to: 'channel', id: 'C0FRONT' } as const;

describe('a notice', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  test('to a person comes as a direct message, and their conversation is asked for once', async () => {
    const { platform } = world.adapter;
    const ref = await platform.post(dana, line('T-1: a task for you'), 'k1');
    expect(world.dana.reads(ref.channel)).toBe('T-1: a task for you');
    await platform.update(ref, line('T-1 is done'));
    expect(world.dana.reads(ref.channel)).toBe('T-1 is done');
    await platform.post(dana, line('T-2'), 'k2');
    expect(world.double.callsTo('conversations.open')).toHaveLength(1);
  });

  test('in a thread stays there; its metadata says its key and nothing else', async () => {
    const ts = await world.maria.says('C0FRONT', 'Mr Lee');
    await world.adapter.platform.post({ to: 'thread', channel: 'C0FRONT', ts }, line('T-1 · Reschedule'), 'k1');
    expect(world.double.messages('C0FRONT').at(-1)).toMatchObject({ thread_ts: ts, metadata: { event_type: 'rounds_notice', event_payload: { key: 'k1' } } });
    expect(world.double.callsTo('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', reply_broadcast: 'false' });
  });

  test.each([
    ['where the bot is not a member', { to: 'channel', id: 'C0QUIET' }, /channel_not_found|not_in_channel/],
    ['where there is no such channel', { to: 'channel', id: 'C0NONE' }, /channel_not_found/],
    ['to nobody', { to: 'person', id: 'U0NONE' }, /user_not_found|users_not_found/],
  ] as const)('%s cannot be delivered', async (_name, destination, reason) => {
    const posted = world.adapter.platform.post(destination, line('T-1'), 'k1');
    await expect(posted).rejects.toBeInstanceOf(Undeliverable);
    await expect(posted).rejects.toThrow(reason);
  });

  test('that Slack slows down asks to wait, and the channel is left alone meanwhile', async () => {
    world.double.failNext('chat.postMessage', { rateLimitedSeconds: 7 });
    await expect(world.adapter.platform.post(front, line('T-1'), 'k1')).rejects.toEqual(new Throttled(7000));
    await expect(world.adapter.platform.post(front, line('T-1'), 'k1')).rejects.toBeInstanceOf(Throttled);
    expect(world.double.callsTo('chat.postMessage')).toHaveLength(1);
    await world.adapter.platform.post(dana, line('T-2'), 'k2');
  });

  test.each([
    ['a channel', () => Promise.resolve(front)],
    ['a direct message', () => Promise.resolve(dana)],
    ['a thread', async () => ({ to: 'thread' as const, channel: 'C0FRONT', ts: await world.maria.says('C0FRONT', 'Mr Lee') })],
  ])('in %s that was taken as the connection broke is found, not posted again', async (_name, destinationOf) => {
    const destination = await destinationOf();
    world.double.failNext('chat.postMessage', 'resetAfter');
    await expect(world.adapter.platform.post(destination, line('T-1'), 'k1')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    const ref = await world.adapter.platform.post(destination, line('T-1'), 'k1');
    expect(world.double.callsTo('chat.postMessage')).toHaveLength(1);
    expect(await world.adapter.platform.update(ref, line('T-1 is done'))).toBe('updated');
  });

  test('that was not taken as the connection broke is posted', async () => {
    world.double.failNext('chat.postMessage', 'reset');
    await expect(world.adapter.platform.post(dana, line('T-1'), 'k1')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    const ref = await world.adapter.platform.post(dana, line('T-1'), 'k1');
    expect(world.dana.reads(ref.channel)).toBe('T-1');
  });

  test('that somebody deleted is gone', async () => {
    expect(await world.adapter.platform.update({ channel: 'C0FRONT', ts: '1.1' }, line('T-1'))).toBe('gone');
  });

  test('that is held up holds up no modal', async () => {
    world.double.failNext('chat.postMessage', { rateLimitedSeconds: 30 });
    await expect(world.adapter.platform.post(front, line('T-1'), 'k1')).rejects.toBeInstanceOf(Throttled);
    await world.maria.shortcut('new_task');
    await world.maria.seesModal('task_form');
  });
});

describe('the pace of a channel', () => {
  test('is a post a second; who would wait long is told to come later', async () => {
    const timers = manualAfter();
    let at = 0;
    const pace = makePace({ now: () => new Date(at), after: timers.after });
    await pace.turn('C1');
    const second = pace.turn('C1');
    await timers.runsOut(1000);
    await second;
    void pace.turn('C1');
    void pace.turn('C1');
    await expect(pace.turn('C1')).rejects.toEqual(new Throttled(4000));
    await pace.turn('C2');
    at = 10_000;
    await pace.turn('C1');
  });
});
