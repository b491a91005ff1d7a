// The whole of Rounds beside a strict double of Teams: real listener, real tokens, real store.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../../src/config.js';
import { startRounds } from '../../../src/main.js';
import { openCutOff } from '../../support/cut-off.js';
import { openFreshDatabase } from '../../support/fresh-database.js';
import { MONDAY_9_AM } from '../../support/world.js';
import { teamsIds, teamsPeople } from './people.js';
import { APP_ID, openTeamsDouble, PASSWORD, TENANT } from './teams-double.js';

export type TeamsWorld = Awaited<ReturnType<typeof openTeamsWorld>>;

/** `playbook` is the practice's own YAML beside the people; `people` what it says of some of them beside their ids. */
export const openTeamsWorld = async ({ playbook = '', people = {}, env = {}, certificate = null }: { playbook?: string; people?: Record<string, string>; env?: Record<string, string>; /** The PEM of the app's certificate, in place of its secret. */ certificate?: string | null } = {}) => {
  const database = await openFreshDatabase();
  const store = await openCutOff(database.uri);
  const teams = await openTeamsDouble({ certificate });
  const folder = mkdtempSync(join(tmpdir(), 'rounds-teams-'));
  writeFileSync(join(folder, 'app.pem'), certificate ?? '');
  writeFileSync(join(folder, 'playbook.yaml'), teamsIds(people) + playbook);
  const variables = {
    NODE_ENV: 'test', NOW: MONDAY_9_AM, PORT: '0', DATA_DIR: join(folder, 'data'), MONGODB_URI: store.uri, PLAYBOOK: join(folder, 'playbook.yaml'), LOG_LEVEL: 'silent', FIELD_KEY: Buffer.alloc(32, 7).toString('base64'),
    TEAMS_APP_ID: APP_ID, ...(certificate === null ? { TEAMS_APP_PASSWORD: PASSWORD } : { TEAMS_APP_CERTIFICATE: join(folder, 'app.pem') }), TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: teams.base(), ...env,
  };
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const state = { running: await startRounds(readConfig(variables), log) };

  const clock = (change: object) => fetch(`http://127.0.0.1:${state.running.port}/test/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) });

  const acting = teamsPeople({ teams, url: () => `http://127.0.0.1:${state.running.port}/api/messages` });
  const settled = async () => void (await clock({ advanceMs: 0 }));
  return {
    teams, ...acting, settled, log: lines,
    /** The way to the database, which can be held and let go. */
    store,
    /** Moves the domain's time and waits until all that it causes has been sent. */
    advance: async (change: { minutes: number } | { to: string }) => void (await clock('to' in change ? change : { advanceMs: change.minutes * 60_000 })),
    uri: database.uri,
    restart: async () => {
      await state.running.stop();
      state.running = await startRounds(readConfig(variables), log);
    },
    close: async () => {
      await state.running.stop();
      await teams.close();
      await store.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
