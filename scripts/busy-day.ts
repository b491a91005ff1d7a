// `npm run -s busy:day`: draws docs/images/busy-day.svg from the simulation, once with bundles and once without.
import { writeFileSync } from 'node:fs';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { SEED } from './bench/busy-day.js';
import { simulate } from './busy-day/simulate.js';

const SERIES = [['bundled', 'in bundles'], ['alone', 'each by itself']] as const;
/** People with more stand in the last bar. */
const MOST = 10;

const values = SERIES.flatMap(([how, series]) => {
  const { messages } = simulate(SEED, how);
  return Array.from({ length: MOST + 1 }, (_each, count) => ({ series, count: count === MOST ? `${MOST}+` : String(count), people: messages.filter((each) => Math.min(each, MOST) === count).length }));
});

const spec: TopLevelSpec = {
  width: 520, height: 200, data: { values }, mark: { type: 'bar', stroke: '#12355b', strokeWidth: 0.5 },
  encoding: {
    x: { field: 'count', type: 'nominal', sort: null, title: 'routine messages in the day', axis: { labelAngle: 0 } }, xOffset: { field: 'series', sort: SERIES.map(([, name]) => name) },
    y: { field: 'people', type: 'quantitative', title: 'people', axis: { tickMinStep: 1 } },
    color: { field: 'series', type: 'nominal', title: null, scale: { domain: SERIES.map(([, name]) => name), range: ['#12355b', '#c9d9e8'] } },
  },
  config: { font: 'system-ui, sans-serif', background: '#ffffff', view: { stroke: null }, legend: { orient: 'top' } },
};

const file = 'docs/images/busy-day.svg';
const view = new View(parse(compile(spec).spec), { renderer: 'none' });
writeFileSync(file, `${await view.toSVG()}\n`);
view.finalize();
console.log(`${file} written.`);
