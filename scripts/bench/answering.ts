// What a person in Slack feels, and what the machine carries: Rounds beside a bare Bolt app that stores nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLoad, startProgram } from './child.js';
import { startFakeSlack } from './fake-slack.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { BOT_TOKEN, SIGNING_SECRET } from './interaction.js';
import { quantile } from './quantile.js';

const LANES = 32;
const WARM_UP = { seconds: 2, perSecond: null, lanes: LANES };
const STARTS = 5;
/** What is read from disk once a program is ready is read by then. */
const IDLE_AFTER_MS = 3_000;
const PER_SECOND = 200;
const BOLT = 'bare Bolt';

const measure = async (name: string, env: Record<string, string>) => {
  const starts: number[] = [];
  // The first start makes the store; a practice starts on one that is there.
  await (await startProgram(name, env)).stop();
  for (let nth = 0; nth < STARTS; nth += 1) {
    const program = await startProgram(name, env);
    starts.push(program.startMs);
    await program.stop();
  }
  const program = await startProgram(name, env);
  await new Promise((resolve) => setTimeout(resolve, IDLE_AFTER_MS));
  const idleMb = program.residentMb();
  await runLoad({ url: program.url, ...WARM_UP });
  const most = await runLoad({ url: program.url, seconds: 8, perSecond: null, lanes: LANES });
  const steady = await runLoad({ url: program.url, seconds: 10, perSecond: PER_SECOND, lanes: 1 });
  const loadedMb = program.residentMb();
  await program.stop();
  const failed = most.failed + steady.failed;
  if (failed > 0) throw new Error(`${name}: ${failed} interactions were not acknowledged; a figure without them would be none`);
  return { startMs: quantile(starts, 0.5), idleMb, loadedMb, most, steady };
};

export const benchAnswering = async (): Promise<Figure[]> => {
  const slack = await startFakeSlack();
  const dataDir = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  try {
    const bolt = await measure('bare-bolt.js', { SLACK_API_URL: slack.url });
    const rounds = await measure('../serve.js', { PORT: '0', DATA_DIR: dataDir, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.url });
    return [
      figure('durable interactions', 'a second', rounds.most.perSecond, bolt.most.perSecond, BOLT, { atLeast: 0.25 }),
      figure(`acknowledgement at ${PER_SECOND} a second, p99`, 'ms', rounds.steady.p99, bolt.steady.p99, BOLT, { atMost: 3 }),
      figure(`acknowledgement at ${PER_SECOND} a second, p50`, 'ms', rounds.steady.p50, bolt.steady.p50, BOLT),
      figure('start to ready', 'ms', rounds.startMs, bolt.startMs, BOLT, { atMost: 3 }),
      figure('resident memory when idle', 'MB', rounds.idleMb, bolt.idleMb, BOLT, { atMost: 2 }),
      figure('resident memory after the load', 'MB', rounds.loadedMb, bolt.loadedMb, BOLT),
    ];
  } finally {
    slack.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};
