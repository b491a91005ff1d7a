// What a person in Teams feels, and what the machine carries: Rounds beside a bare botbuilder echo bot that stores nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLoad, startProgram } from './child.js';
import { APP_ID, PASSWORD, startFakeTeams, TENANT } from './fake-teams.js';
import type { FakeTeams } from './fake-teams.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { MARIA } from './teams-interaction.js';
import type { TeamsAsk } from './teams-interaction.js';

const LANES = 16;
const PER_SECOND = 100;
const CARDS = 400;
const BARE = 'bare botbuilder';
/** Longer than any run's edits take. */
const LONGEST_MS = 120_000;

const until = async (done: () => boolean): Promise<void> => {
  const end = performance.now() + LONGEST_MS;
  while (!done()) {
    if (performance.now() > end) throw new Error('not every card was updated');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const measure = async (name: string, env: Record<string, string>, teams: FakeTeams, { tasks }: { tasks: boolean }) => {
  const program = await startProgram(name, env);
  const ask = (does: TeamsAsk['does']): TeamsAsk => ({ does, service: teams.service, token: teams.token });
  const run = async (does: TeamsAsk['does'], load: { seconds?: number; count?: number; perSecond?: number }) => {
    const loaded = await runLoad({ url: program.url, seconds: load.seconds ?? 0, count: load.count ?? null, perSecond: load.perSecond ?? null, lanes: LANES, teams: ask(does) });
    if (loaded.failed > 0) throw new Error(`${name}: ${loaded.failed} invokes were not answered; a figure without them would be none`);
    return loaded;
  };
  try {
    // Tasks of messages first, each with a line in its thread: those are the cards that are edited, and their numbers are 1 and on.
    if (tasks) await run('take in', { count: CARDS });
    teams.edits.length = 0;
    const started = performance.now();
    await run('start', { count: CARDS });
    await until(() => teams.edits.length >= CARDS);
    const cards = (CARDS * 1000) / ((teams.edits[CARDS - 1] ?? NaN) - started);
    await run('create', { seconds: 2 });
    const most = await run('create', { seconds: 6 });
    const steady = await run('create', { seconds: 10, perSecond: PER_SECOND });
    return { cards, most, steady };
  } finally {
    await program.stop();
  }
};

export const benchTeams = async (): Promise<Figure[]> => {
  const teams = await startFakeTeams();
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  const playbook = join(folder, 'playbook.yaml');
  writeFileSync(playbook, `people: [{ key: maria, teams: ${MARIA} }]\n`);
  try {
    const bare = await measure('bare-botbuilder.js', { TEAMS_API_URL: teams.url }, teams, { tasks: false });
    const env = { NODE_ENV: 'test', PORT: '0', DATA_DIR: join(folder, 'data'), PLAYBOOK: playbook, TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: PASSWORD, TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: teams.url };
    const rounds = await measure('../serve.js', env, teams, { tasks: true });
    return [
      figure('durable invokes', 'a second', rounds.most.perSecond, bare.most.perSecond, BARE, { atLeast: 0.25 }),
      figure(`invoke at ${PER_SECOND} a second, p99`, 'ms', rounds.steady.p99, bare.steady.p99, BARE, { atMost: 3 }),
      figure(`invoke at ${PER_SECOND} a second, p50`, 'ms', rounds.steady.p50, bare.steady.p50, BARE),
      figure('cards updated after a press', 'a second', rounds.cards, bare.cards, BARE, { atLeast: 0.25 }),
    ];
  } finally {
    teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
