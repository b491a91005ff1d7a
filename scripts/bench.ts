// `npm run bench [-- --json] [--million]`: each figure beside a baseline from the same run. Exit 0 where every goal was met.
import { cpus } from 'node:os';
import { benchAnswering } from './bench/answering.js';
import { inWords } from './bench/figure.js';
import { benchStoring } from './bench/storing.js';

const MILLION = 1_000_000;
const BY_DEFAULT = 100_000;

const given = process.argv.slice(2);
const figures = [...(await benchAnswering()), ...(await benchStoring({ many: given.includes('--million') ? MILLION : BY_DEFAULT }))];
const machine = { cores: cpus().length, processor: cpus()[0]?.model.trim() ?? 'unknown', node: process.versions.node, platform: process.platform };
if (given.includes('--json')) console.log(JSON.stringify({ machine, figures }));
else console.log([`${machine.cores} cores (${machine.processor}), Node ${machine.node}`, ...figures.map(inWords)].join('\n'));
process.exitCode = figures.every(({ met }) => met !== false) ? 0 : 1;
