// What a person in Teams feels, and what the machine carries: Rounds beside a bare botbuilder echo bot that stores nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLoad, startProgram } from './child.js';
import { APP_ID, PASSWORD, startFakeTeams, TENANT } from './fake-teams.js';
import type { FakeTeams } from './fake-teams.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { quantile } from './quantile.js';
import { MARIA } from './teams-interaction.js';
import type { TeamsAsk } from './teams-interaction.js';

const LANES = 32;
const PER_SECOND = 100;
const TURNS = 3;
/** Cards that are updated in each turn. */
const CARDS = 150;
const BARE = 'bare botbuilder';
/** Longer than any turn's edits take. */
const LONGEST_MS = 120_000;

const until = async (done: () => boolean): Promise<void> => {
  const end = performance.now() + LONGEST_MS;
  while (!done()) {
    if (performance.now() > end) throw new Error('not every card was updated');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

type Settle = (url: string) => Promise<unknown>;
/** Whatever a turn left to do is done before the next begins: Rounds sends messages after it has answered. */
const whenSent: Settle = (url) => fetch(`${url}/test/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ advanceMs: 0 }) });
const atOnce: Settle = async () => undefined;

type Load = { seconds?: number; from?: number; count?: number; perSecond?: number };

/** A program under measurement: what it carries, one turn at a time. */
const measuring = async (name: string, env: Record<string, string>, teams: FakeTeams, settle: Settle) => {
  const program = await startProgram(name, env);
  const run = async (does: TeamsAsk['does'], { seconds = 0, from = 0, count, perSecond }: Load) => {
    const loaded = await runLoad({ url: program.url, seconds, count: count ?? null, perSecond: perSecond ?? null, lanes: LANES, teams: { does, from, service: teams.service, token: teams.token } });
    if (loaded.failed > 0) throw new Error(`${name}: ${loaded.failed} invokes were not answered; a figure without them would be none`);
    return loaded;
  };
  const updated = async (turn: number): Promise<number> => {
    teams.edits.length = 0;
    const started = performance.now();
    await run('start', { from: turn * CARDS, count: CARDS });
    await until(() => teams.edits.length >= CARDS);
    const perSecond = (CARDS * 1000) / ((teams.edits[CARDS - 1] ?? NaN) - started);
    await settle(program.url);
    return perSecond;
  };
  return {
    run, stop: program.stop,
    warm: async () => {
      await run('create', { seconds: 2 });
      await settle(program.url);
    },
    turn: async (nth: number) => {
      const cards = await updated(nth);
      const { p50, p99 } = await run('create', { seconds: 6, perSecond: PER_SECOND });
      const { perSecond: most } = await run('create', { seconds: 4 });
      await settle(program.url);
      return { cards, p50, p99, most };
    },
  };
};

type Measuring = Awaited<ReturnType<typeof measuring>>;
type Turn = Awaited<ReturnType<Measuring['turn']>>;

/** Turn about, so that whatever else the machine does meets both. */
const inTurns = async (bare: Measuring, rounds: Measuring) => {
  const turns: { bare: Turn; rounds: Turn }[] = [];
  for (let nth = 0; nth < TURNS; nth += 1) turns.push({ bare: await bare.turn(nth), rounds: await rounds.turn(nth) });
  return (of: 'bare' | 'rounds', what: 'cards' | 'most' | 'p50' | 'p99') => quantile(turns.map((turn) => turn[of][what]), 0.5);
};

export const benchTeams = async (): Promise<Figure[]> => {
  const teams = await startFakeTeams();
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  const playbook = join(folder, 'playbook.yaml');
  writeFileSync(playbook, `people: [{ key: maria, teams: ${MARIA} }]\n`);
  const env = { NODE_ENV: 'test', NOW: new Date().toISOString(), PORT: '0', DATA_DIR: join(folder, 'data'), PLAYBOOK: playbook, TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: PASSWORD, TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: teams.url };
  const started: Measuring[] = [];
  const opened = async (name: string, given: Record<string, string>, settle: Settle) => {
    const one = await measuring(name, given, teams, settle);
    started.push(one);
    return one;
  };
  try {
    const [bare, rounds] = [await opened('bare-botbuilder.js', { TEAMS_API_URL: teams.url }, atOnce), await opened('../serve.js', env, whenSent)];
    // Tasks of messages first, each with a line in its thread: those are the cards that are updated, and their numbers are 1 and on.
    await rounds.run('take in', { count: CARDS * TURNS });
    for (const each of started) await each.warm();
    const of = await inTurns(bare, rounds);
    return [
      figure('durable invokes of Teams', 'a second', of('rounds', 'most'), of('bare', 'most'), BARE, { atLeast: 0.25 }),
      figure(`invoke at ${PER_SECOND} a second, p99`, 'ms', of('rounds', 'p99'), of('bare', 'p99'), BARE, { atMost: 3 }),
      figure(`invoke at ${PER_SECOND} a second, p50`, 'ms', of('rounds', 'p50'), of('bare', 'p50'), BARE),
      figure('cards updated after a press', 'a second', of('rounds', 'cards'), of('bare', 'cards'), BARE, { atLeast: 0.25 }),
    ];
  } finally {
    for (const each of started) await each.stop();
    teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
