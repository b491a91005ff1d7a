// The confusion picture of docs/triage.md: a row a type as labelled, a column as first suggested, the count in the square.
import type { Judged } from './measure.js';

const CELL = 26;
const LEFT = 170;
const TOP = 150;

const shade = (share: number) => `rgb(${[255, 255, 255].map((from, at) => Math.round(from + ((([31, 94, 166][at] ?? 0) - from) * share))).join(',')})`;

export const confusionSvg = (judged: readonly Judged[], title: string): string => {
  const types = [...new Set(judged.map(({ row }) => row.type))].sort();
  const count = (labelled: string, said: string) => judged.filter(({ row, withoutChannel }) => row.type === labelled && withoutChannel[0] === said).length;
  const cells = types.flatMap((labelled, y) => {
    const all = judged.filter(({ row }) => row.type === labelled).length;
    return types.map((said, x) => {
      const n = count(labelled, said);
      const square = `<rect x="${LEFT + x * CELL}" y="${TOP + y * CELL}" width="${CELL}" height="${CELL}" fill="${shade(n / all)}" stroke="#ddd"/>`;
      return n === 0 ? square : `${square}<text x="${LEFT + (x + 0.5) * CELL}" y="${TOP + (y + 0.65) * CELL}" text-anchor="middle" fill="${n / all > 0.5 ? '#fff' : '#222'}">${n}</text>`;
    });
  });
  const names = types.flatMap((type, at) => [
    `<text x="${LEFT - 6}" y="${TOP + (at + 0.65) * CELL}" text-anchor="end">${type}</text>`,
    `<text transform="translate(${LEFT + (at + 0.65) * CELL},${TOP - 6}) rotate(-60)">${type}</text>`,
  ]);
  const [width, height] = [LEFT + types.length * CELL + 70, TOP + types.length * CELL + 10];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" role="img" aria-label="${title}"><title>${title}</title><rect width="100%" height="100%" fill="#fff"/>${[...cells, ...names].join('')}</svg>\n`;
};
