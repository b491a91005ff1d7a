// Learns the built-in classifier's weights: multinomial logistic regression with AdaGrad. The same messages give the same weights, bit for bit.
import type { ModelFile } from '../../src/triage/model.js';

export type Labelled = { bag: ReadonlyMap<string, number>; type: string };
export type Settings = { epochs: number; l2: number; rate: number; /** Features of fewer messages are left out. */ seen: number };
/** Near the best of 55 random settings under 4-fold cross-validation, not searched again since: docs/triage.md. */
export const SETTINGS: Settings = { epochs: 24, l2: 4e-4, rate: 0.3, seen: 2 };

type Sparse = { rows: Int32Array; values: Float64Array };

/** A reproducible shuffle: a linear congruential generator (Park and Miller). */
const makeRandom = () => {
  let seed = 1;
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647;
};

const featuresSeen = (messages: readonly Labelled[], least: number): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { bag } of messages) for (const name of bag.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= least).map(([name], row) => [name, row]));
};

const sparse = (bag: ReadonlyMap<string, number>, rows: ReadonlyMap<string, number>): Sparse => {
  const known = [...bag].flatMap(([name, weight]) => { const row = rows.get(name); return row === undefined ? [] : [[row, weight] as const]; });
  const norm = Math.sqrt(known.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return { rows: Int32Array.from(known.map(([row]) => row)), values: Float64Array.from(known.map(([, weight]) => weight / norm)) };
};

const MOST = 127;

/** Weights as whole numbers from -127 to 127 under one scale: a quarter of the size, and no figure changes. */
const packed = (weights: Float64Array): { scale: number; weights: string } => {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / MOST || 1;
  return { scale, weights: Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer).toString('base64') };
};

export const learn = (messages: readonly Labelled[], version: string, { epochs, l2, rate, seen }: Settings = SETTINGS): ModelFile => {
  const types = [...new Set(messages.map(({ type }) => type))].sort();
  const width = types.length;
  const rows = featuresSeen(messages, seen);
  const weights = new Float64Array(rows.size * width);
  const squares = new Float64Array(rows.size * width).fill(1e-6);
  const bias = new Float64Array(width);
  const examples = messages.map(({ bag, type }) => ({ ...sparse(bag, rows), right: types.indexOf(type) }));
  const random = makeRandom();

  const errorsOf = ({ rows: at, values, right }: Sparse & { right: number }): Float64Array => {
    const scores = Float64Array.from(bias);
    at.forEach((row, index) => {
      for (let k = 0; k < width; k += 1) scores[k] = (scores[k] ?? 0) + (values[index] ?? 0) * (weights[row * width + k] ?? 0);
    });
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power, k) => power / sum - (k === right ? 1 : 0));
  };

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let last = examples.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      const [one, two] = [examples[last], examples[other]];
      if (one && two) [examples[last], examples[other]] = [two, one];
    }
    for (const example of examples) {
      const errors = errorsOf(example);
      errors.forEach((error, k) => { bias[k] = (bias[k] ?? 0) - 0.02 * error; });
      example.rows.forEach((row, index) => {
        for (let k = 0; k < width; k += 1) {
          const at = row * width + k;
          const slope = (errors[k] ?? 0) * (example.values[index] ?? 0) + l2 * (weights[at] ?? 0);
          squares[at] = (squares[at] ?? 0) + slope * slope;
          weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(squares[at] ?? 1);
        }
      });
    }
  }
  return { version, types, bias: [...bias].map((value) => Number(value.toFixed(5))), features: [...rows.keys()], ...packed(weights) };
};
