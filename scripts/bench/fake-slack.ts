import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ANSWERS: Readonly<Record<string, object>> = {
  'auth.test': { team_id: 'T0BENCH', team: 'Bench', user_id: 'U0ROUNDS', user: 'rounds', bot_id: 'B0BENCH', url: 'https://bench.slack.com/' },
  'users.info': { user: { id: 'U0MARIA', team_id: 'T0BENCH', name: 'maria' } },
  'conversations.open': { channel: { id: 'D0BENCH' } },
  'views.open': { view: { id: 'V0BENCH', hash: '1.1' } },
};

/** A Slack that says yes to everything at once: what Rounds sends is part of its cost, Slack's own time is not. `onCall` hears each call with its body. */
export const startFakeSlack = async (onCall: (method: string, body: string) => void = () => {}): Promise<{ url: string; close(): void }> => {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const method = (request.url ?? '').split('/').at(-1)?.split('?')[0] ?? '';
      onCall(method, Buffer.concat(parts).toString());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, channel: 'C0BENCH', ts: `${Date.now() / 1000}`, ...ANSWERS[method] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => (server.closeAllConnections(), void server.close()) };
};
