// The platforms that are configured, each loaded only then; the playground where none is.
import { readFile } from 'node:fs/promises';
import type { Credential } from '../../adapters/teams/index.js';
import { ConfigurationError } from '../config.js';
import type { Config } from '../config.js';
import type { Door, Plugs } from './door.js';
import { openSlack } from './slack.js';

const openTeams = async ({ log, web, rounds, store, playbooks, wallClock }: Plugs, teams: NonNullable<Config['teams']>): Promise<Door> => {
  const { createTeamsAdapter, readCertificate } = await import('../../adapters/teams/index.js');
  const credentialOf = async (proof: Exclude<typeof teams, 'playground'>['proof']): Promise<Credential> => {
    if ('secret' in proof) return proof;
    const pem = await readFile(proof.certificateFile, 'utf8').catch(() => '');
    const read = readCertificate(pem, wallClock());
    if (!read.ok) throw new ConfigurationError([`TEAMS_APP_CERTIFICATE: ${proof.certificateFile} ${pem === '' ? 'cannot be read, or is empty.' : read.fault}`]);
    return read;
  };
  const registration = teams === 'playground' ? teams : { ...teams, credential: await credentialOf(teams.proof) };
  return createTeamsAdapter({ rounds, seen: store.seen, addresses: store.addresses, registration, app: web.doors, log: log.child({ door: 'teams' }), now: wallClock, zone: () => playbooks.current().practice.timezone });
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
