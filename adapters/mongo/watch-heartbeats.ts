// The driver's monitor sometimes waits for ever. A heartbeat that it writes at the moment at which its connection ends neither comes back nor fails
// (mongodb 7.8 waits for a destroyed socket to drain), and a server that is back is not found: under load in about one outage of twenty.
import { setTimeout as sleep } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import type { Logger } from 'pino';

type Options = { /** No heartbeat lasts as long. */ stuckAfterMs: number; againMs: number; log: Pick<Logger, 'warn'> };
type Watched = Pick<MongoClient, 'on' | 'close' | 'connect'>;

/** Connects the client anew when a heartbeat never ends, and tries until it is connected. What holds the client, or a database of it, goes on working. */
export const watchHeartbeats = (client: Watched, { stuckAfterMs, againMs, log }: Options): { stop(): void } => {
  const underWay = new Map<string, NodeJS.Timeout>();
  const state = { stopped: false, reviving: false };

  const ended = (address: string) => {
    clearTimeout(underWay.get(address));
    underWay.delete(address);
  };

  const revive = async () => {
    if (state.reviving || state.stopped) return;
    state.reviving = true;
    log.warn('store: the driver waits for an answer that never comes; it is connected anew');
    for (let connected = false; !connected && !state.stopped; ) {
      await client.close().catch(() => undefined);
      connected = await client.connect().then(() => true, () => false);
      if (!connected) await sleep(againMs, null, { ref: false });
    }
    state.reviving = false;
  };

  const begun = (address: string) => {
    ended(address);
    if (state.stopped) return;
    // After a time in which this process itself stood still the answer may lie there unread: it is read first.
    const look = () => void (underWay.get(address) === timer && revive());
    const timer = setTimeout(() => setImmediate(look), stuckAfterMs).unref();
    underWay.set(address, timer);
  };

  client.on('serverHeartbeatStarted', ({ connectionId }) => begun(connectionId));
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => ended(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => ended(connectionId));
  client.on('serverClosed', ({ address }) => ended(address));
  return {
    stop: () => {
      state.stopped = true;
      for (const address of [...underWay.keys()]) ended(address);
    },
  };
};
