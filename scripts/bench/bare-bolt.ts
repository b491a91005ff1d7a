// The baseline: Bolt on the receiver that Rounds uses, which acknowledges every form and stores nothing.
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver } from '@slack/bolt';
import { BOT_TOKEN, SIGNING_SECRET } from './interaction.js';

const receiver = new ExpressReceiver({ signingSecret: SIGNING_SECRET, endpoints: '/slack/events' });
const app = new App({ receiver, deferInitialization: true, authorize: async () => ({ botToken: BOT_TOKEN, botId: 'B0BENCH', botUserId: 'U0ROUNDS' }) });
app.view({ type: 'view_submission' }, ({ ack }) => ack());
await app.init();
const server = await receiver.start(0);
console.log(`Bolt listens on port ${(server.address() as AddressInfo).port}.`);
