// `npm run bench [-- --json] [--million] [--only NAME,…]`: each figure beside a baseline from the same run. Exit 0 where every goal was met.
import { cpus } from 'node:os';
import { benchAnswering } from './bench/answering.js';
import { benchDigests, benchSweep } from './bench/attention.js';
import { benchBusyDay } from './bench/busy-day.js';
import { benchDashboard } from './bench/dashboard.js';
import { benchDeciding } from './bench/deciding.js';
import { inWords } from './bench/figure.js';
import type { Figure } from './bench/figure.js';
import { benchProving } from './bench/proving.js';
import { benchStoring } from './bench/storing.js';
import { benchSuggesting } from './bench/suggesting.js';
import { benchTeams } from './bench/teams.js';

const MILLION = 1_000_000;
const BY_DEFAULT = 100_000;

const given = process.argv.slice(2);
const many = given.includes('--million') ? MILLION : BY_DEFAULT;

/** A new bench is a function and a line here. */
const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  answering: benchAnswering, teams: benchTeams, suggesting: benchSuggesting, storing: () => benchStoring({ many }), deciding: benchDeciding, proving: () => benchProving({ many }),
  sweep: () => benchSweep({ many }), digests: benchDigests, busy_day: benchBusyDay, dashboard: () => benchDashboard({ many }),
};

/** Takes minutes: run where it is asked for. */
const APART = ['dashboard'];

const only = given.includes('--only') ? (given[given.indexOf('--only') + 1] ?? '').split(',') : Object.keys(benches).filter((name) => !APART.includes(name));
const unknown = only.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join(', ')}". There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const name of only) figures.push(...(await benches[name]?.() ?? []));
const machine = { cores: cpus().length, processor: cpus()[0]?.model.trim() ?? 'unknown', node: process.versions.node, platform: process.platform };
if (given.includes('--json')) console.log(JSON.stringify({ machine, figures }));
else console.log([`${machine.cores} cores (${machine.processor}), Node ${machine.node}`, ...figures.map(inWords)].join('\n'));
process.exitCode = figures.every(({ met }) => met !== false) ? 0 : 1;
