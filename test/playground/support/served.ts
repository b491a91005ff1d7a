import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPlayground } from '../../../adapters/playground/index.js';
import { messages } from '../../../adapters/playground/messages.js';
import type { PlaygroundOptions } from '../../../adapters/playground/types.js';
import { openDemoApp } from './demo-app.js';
import { botToken, signingSecret } from './world.js';

export const practicePeople = [
  { id: 'U0MARIA', name: 'Maria Lopez', title: 'Front desk' },
  { id: 'U0DANA', name: 'Dana Reed', title: 'Front desk lead' },
  { id: 'U0PATEL', name: 'Dr Asha Patel', title: 'Clinician' },
  { id: 'U0SAM', name: 'Sam Ortiz', title: 'Front desk' },
  { id: 'U0ALEX', name: 'Alex Kim', title: 'Office manager' },
];
const channels = [
  { id: 'C0FRONT', name: 'front-desk', topic: 'Calls, faxes, appointments' },
  { id: 'C0GENERAL', name: 'general', topic: 'The whole practice' },
];

/** The playground and a small Bolt app on one listener, as main has them. */
export const serve = async (options: Partial<PlaygroundOptions> = {}) => {
  let url = '';
  const playground = await createPlayground({
    appUrl: () => `${url}/slack/events`,
    ownUrl: () => url,
    signingSecret,
    botToken,
    people: practicePeople,
    channels,
    messages,
    practice: 'Riverside Family Practice',
    timezone: 'America/New_York',
    ...options,
  });
  const root = express();
  const server = createServer(root).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  root.use('/playground', playground.router);
  const demo = await openDemoApp(() => `${url}/playground/api/`);
  root.use(demo.app as never);
  return {
    url,
    playground,
    double: playground.double,
    close: async () => {
      await playground.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
