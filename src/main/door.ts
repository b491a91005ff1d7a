// What one platform is to the rest, and what it is given.
import type { Logger } from 'pino';
import type { Store } from '../../adapters/mongo/index.js';
import type { Readiness, Web } from '../../adapters/web/index.js';
import type { MovableClock } from '../clock.js';
import type { Config } from '../config.js';
import type { ChatPlatform } from '../ports/chat-platform.js';
import type { Clock } from '../ports/clock.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { Rounds } from '../use-cases/rounds.js';

/** One platform: its side of Rounds, and its life. */
export type Door = {
  platform: ChatPlatform;
  ready: Readiness;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Lets go of connections that never end by themselves. */
  leave?(): void;
};

export type Plugs = {
  config: Config;
  log: Logger;
  web: Web;
  rounds: Rounds;
  store: Store;
  playbooks: Playbooks;
  clock: MovableClock;
  wallClock: Clock['now'];
  /** The listener as this machine reaches it. */
  url: string;
  /** After the clock was moved: looks after all that is owed by then, and sends it. */
  catchUp(): Promise<void>;
};
