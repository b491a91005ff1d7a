// A figure's chart as SVG, drawn on the server by Vega-Lite. It can be read in black and white: lightness, dashes and shapes tell the values apart,
// and the same figures stand in a table beside it.
import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import type { Figure, Shape } from '../../../src/view/figures.js';

const FONT = 'system-ui, sans-serif';
/** From dark to light, each apart from its neighbours without colour. */
const GREYS = ['#12355b', '#3d7ab8', '#8db8de', '#c9d9e8', '#6b6b6b', '#a8a8a8', '#d9d9d9', '#404040'];
/** Lines have to be dark: their dashes tell them apart. */
const DARK = ['#12355b', '#3d7ab8', '#404040', '#6b6b6b'];
/** Days that are named under a line. */
const NAMED_DAYS = 8;
const CONFIG = { font: FONT, background: '#ffffff', view: { stroke: null }, axis: { labelLimit: 240, labelFontSize: 12, titleFontSize: 12, labelColor: '#1c1f23', titleColor: '#1c1f23', gridColor: '#e3e6ea' }, legend: { labelFontSize: 12, titleFontSize: 12, orient: 'top' as const, title: null, columns: 4 } };

/** Figures of one place under each other, as Vega-Lite takes them. */
const longOf = ({ columns, rows }: Figure) => rows.flatMap(([place, ...values]) => values.map((value, index) => ({ place: String(place), value: value ?? 0, series: columns[index + 1] ?? '' })));

const specOf = (figure: Figure, { kind, unit }: Shape): TopLevelSpec => {
  const series = figure.columns.slice(1);
  const common = { width: 560, data: { values: longOf(figure) }, config: CONFIG };
  const colour = { field: 'series', type: 'nominal' as const, sort: series, scale: { domain: series, range: GREYS.slice(0, series.length) } };
  const most = figure.rows.reduce((all, [, ...values]) => Math.max(all, ...values.map(Number)), 1);
  const value = { field: 'value', type: 'quantitative' as const, title: unit, axis: { tickMinStep: 1, format: 'd' } };
  switch (kind) {
    case 'bars':
      return { ...common, mark: { type: 'bar', stroke: '#12355b', strokeWidth: 0.5 }, height: { step: 12 }, encoding: { y: { field: 'place', type: 'nominal', sort: null, title: null }, yOffset: { field: 'series', sort: series }, x: value, color: colour } };
    case 'stack':
      return { ...common, mark: { type: 'bar', stroke: '#ffffff', strokeWidth: 1 }, height: { step: 22 }, encoding: { y: { field: 'place', type: 'nominal', sort: null, title: null }, x: { ...value, stack: 'zero' }, color: colour, order: { field: 'series', sort: 'ascending' } } };
    case 'lines':
      return { ...common, mark: { type: 'line', strokeWidth: 2 }, height: 200, encoding: { x: { field: 'place', type: 'temporal', timeUnit: 'utcyearmonthdate', title: null, axis: { format: '%b %-d', tickCount: { interval: 'day', step: Math.ceil(figure.rows.length / NAMED_DAYS) } } }, y: { ...value, scale: { domain: [0, most], nice: true } }, color: { ...colour, scale: { domain: series, range: DARK } }, strokeDash: { field: 'series', type: 'nominal', sort: series, scale: { domain: series } } } };
  }
};

/** The chart; null where the figure has none or nothing to draw. */
export const chartOf = async (figure: Figure): Promise<string | null> => {
  if (figure.shape === null || figure.rows.length === 0 || figure.columns.length < 2) return null;
  const view = new View(parse(compile(specOf(figure, figure.shape)).spec), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
};
