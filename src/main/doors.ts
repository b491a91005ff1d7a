// The platforms that are configured, each loaded only then; the playground where none is.
import type { Config } from '../config.js';
import type { Door, Plugs } from './door.js';
import { openSlack } from './slack.js';

const openTeams = async ({ log, web, rounds, store, playbooks, wallClock }: Plugs, teams: NonNullable<Config['teams']>): Promise<Door> => {
  const { createTeamsAdapter } = await import('../../adapters/teams/index.js');
  return createTeamsAdapter({ rounds, seen: store.seen, addresses: store.addresses, registration: teams, app: web.doors, log: log.child({ door: 'teams' }), now: wallClock, zone: () => playbooks.current().practice.timezone });
};

export const withPlayground = ({ slack, teams }: Config): boolean => slack === null && teams === null;

/** Reads what is configured from disk before it is needed: a start is mostly reading modules. */
export const preloadDoors = async (config: Config): Promise<void> => {
  // Not Teams': botbuilder takes seconds to read on a slow machine, and the connection to the store that is being made meanwhile would time out.
  if (config.slack !== null || withPlayground(config)) await import('../../adapters/slack/index.js');
};

/** Every platform that is configured, by its name; the playground where none is. */
export const openDoors = async (plugs: Plugs): Promise<Record<string, Door>> => {
  const { slack, teams } = plugs.config;
  if (withPlayground(plugs.config)) {
    const { openPlayground } = await import('./playground.js');
    return { slack: await openPlayground(plugs) };
  }
  return { ...(slack && { slack: await openSlack(plugs, slack) }), ...(teams && { teams: await openTeams(plugs, teams) }) };
};
