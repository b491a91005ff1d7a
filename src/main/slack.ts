// Slack, or what stands for it in the playground.
import type { Config } from '../config.js';
import type { Door, Plugs } from './door.js';

export const openSlack = async ({ log, web, rounds, store, wallClock }: Plugs, slack: NonNullable<Config['slack']>): Promise<Door> => {
  const { createSlackAdapter } = await import('../../adapters/slack/index.js');
  return createSlackAdapter({ rounds, seen: store.seen, ...slack, app: web.doors, log: log.child({ door: 'slack' }), now: wallClock });
};
