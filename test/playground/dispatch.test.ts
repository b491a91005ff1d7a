import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createSlackDouble } from '../../adapters/playground/double/index.js';
import type { DoubleOptions, SlackDouble } from '../../adapters/playground/double/types.js';
import { caller } from './support/api.js';
import { botToken, channels, openStub, people, signingSecret } from './support/world.js';

const soon = { acknowledgeMs: 60, retryAfterMs: [0, 0, 0] };

describe('requests to the app', () => {
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  const start = async (answer: Parameters<typeof openStub>[0], options: Partial<DoubleOptions> = {}) => {
    const stub = await openStub(answer);
    const double: SlackDouble = createSlackDouble({ appUrl: stub.url, signingSecret, botToken, people, channels, timing: soon, ...options });
    open.push(() => {
      double.stop();
      stub.close();
    });
    return { stub, double, maria: double.as('U0MARIA') };
  };

  const quiet = async (double: SlackDouble, count: number) => {
    while (double.deliveries.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    await double.settled();
  };

  test('are signed as Slack signs them', async () => {
    const { stub, maria } = await start(() => ({ status: 200 }), { wall: () => 1_800_000_000_000, timing: { ...soon, acknowledgeMs: 10_000 } });
    await maria.says('C0FRONT', 'hello');
    const [{ headers, body } = { headers: {}, body: '' }] = stub.requests;
    expect(headers['x-slack-request-timestamp']).toBe('1800000000');
    expect(headers['x-slack-signature']).toBe(`v0=${createHmac('sha256', signingSecret).update(`v0:1800000000:${body}`).digest('hex')}`);
    expect(JSON.parse(body)).toMatchObject({ type: 'event_callback', team_id: 'T0ROUNDS', event: { type: 'message', channel: 'C0FRONT', channel_type: 'channel', user: 'U0MARIA', text: 'hello' } });
  });

  test('an event that is refused comes three times again, with the same id', async () => {
    // Refused, not late: on a busy machine a short limit would make one of them late, and their order another.
    const { stub, double, maria } = await start(() => ({ status: 500 }), { timing: { ...soon, acknowledgeMs: 10_000 } });
    await maria.says('C0FRONT', 'hello');
    await quiet(double, 4);
    expect(stub.requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(stub.requests.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(double.deliveries.map(({ body }) => body['event_id'])).size).toBe(1);
  });

  test('an event that is answered late counts as missed', async () => {
    const { stub, double, maria } = await start((nth) => ({ status: 200, delayMs: nth === 1 ? 200 : 0 }));
    await maria.says('C0FRONT', 'hello');
    await quiet(double, 2);
    expect(stub.requests[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
    expect(stub.requests).toHaveLength(2);
  });

  test('stop() drops what waits', async () => {
    const { double, maria } = await start(() => ({ status: 500 }), { timing: { ...soon, retryAfterMs: [50] } });
    await maria.says('C0FRONT', 'hello');
    double.stop();
    expect(double.deliveries).toHaveLength(1);
  });

  test('a late or failing app is told to the person in words', async () => {
    const late = await start(() => ({ status: 200, delayMs: 200 }));
    expect(await late.maria.shortcut('new_task')).toEqual({ ok: false, reason: 'timeout', says: 'We had some trouble connecting. Try again?' });
    await late.maria.command('/rounds', 'mine', 'C0FRONT');
    expect(late.maria.reads('C0FRONT')).toBe('/rounds failed with the error "operation_timeout"');
    const failing = await start(() => ({ status: 500 }));
    await failing.maria.command('/rounds', 'mine', 'C0FRONT');
    expect(failing.maria.reads('C0FRONT')).toBe('/rounds failed with the error "dispatch_failed"');
    expect(failing.double.deliveries).toHaveLength(1);
  });

  test('a submit that is answered with nonsense leaves the modal open', async () => {
    const answers = ['', '<html>', JSON.stringify({ response_action: 'errors', errors: { nowhere: 'x' } }), ''];
    const { double, maria } = await start((nth) => ({ status: 200, body: answers[nth - 1] ?? '' }));
    const { apiUrl, close } = await double.listen();
    open.push(() => void close());
    await maria.shortcut('new_task');
    const view = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [{ type: 'divider' }] };
    await caller(apiUrl)('views.open', { trigger_id: double.deliveries[0]?.body['trigger_id'], view });
    expect(await maria.submit()).toEqual({ failed: 'We had some trouble connecting. Try again?' });
    expect(await maria.submit()).toEqual({ failed: 'We had some trouble connecting. Try again?' });
    expect(await maria.submit()).toEqual({ closed: true });
  });

  test('edits, deletions, closed accounts and a removed bot are events', async () => {
    const { double, maria } = await start(() => ({ status: 200 }));
    const ts = await maria.says('C0FRONT', 'one');
    await maria.edits('C0FRONT', ts, 'two');
    await maria.deletes('C0FRONT', ts);
    await double.deactivate('U0DANA');
    await double.removeBot('C0FRONT');
    await maria.says('C0FRONT', 'nobody hears');
    const events = double.deliveries.map(({ body }) => body['event']);
    expect(events).toMatchObject([
      { type: 'message' },
      { subtype: 'message_changed', message: { text: 'two', edited: { user: 'U0MARIA' } }, previous_message: { text: 'one' } },
      { subtype: 'message_deleted', deleted_ts: ts },
      { type: 'user_change', user: { id: 'U0DANA', deleted: true } },
      { type: 'member_left_channel', user: 'U0ROUNDS' },
    ]);
    expect(events).toHaveLength(5);
  });

  test('only events that the manifest subscribes to are sent', async () => {
    const app = { messageShortcuts: [], globalShortcuts: [], commands: [], events: ['app_home_opened'] };
    const { double, maria } = await start(() => ({ status: 200 }), { app });
    await maria.says('C0FRONT', 'hello');
    await maria.opensHome();
    expect(double.deliveries.map(({ kind }) => kind)).toEqual(['app_home_opened']);
  });

  test('an event or a click can be sent again', async () => {
    const { stub, double, maria } = await start(() => ({ status: 200 }));
    await maria.says('C0FRONT', 'hello');
    await maria.shortcut('new_task');
    for (const delivery of [...double.deliveries]) await double.redeliver(delivery);
    const [event, click, eventAgain, clickAgain] = stub.requests;
    expect(eventAgain?.body).toBe(event?.body);
    expect(eventAgain?.headers['x-slack-retry-num']).toBe('1');
    expect(clickAgain?.body).toBe(click?.body);
    expect(clickAgain?.headers['x-slack-retry-num']).toBeUndefined();
  });
});
