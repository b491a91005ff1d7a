// The built-in classifier's arithmetic: a linear model over features, trained by `npm run triage:train` and kept as small whole numbers.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Feature } from './features.js';

export const NOT_A_TASK = 'not_a_task';

const File = z.object({ version: z.string(), types: z.array(z.string()), bias: z.array(z.number()), scale: z.number(), features: z.array(z.string()), weights: z.string() });
export type ModelFile = z.infer<typeof File>;

export type Model = {
  version: string;
  /** Type keys of the starter playbook, and `not_a_task`. */
  types: readonly string[];
  bias: readonly number[];
  scale: number;
  /** A feature's row among the weights. */
  rows: ReadonlyMap<string, number>;
  weights: Int8Array;
};

export const modelOf = (file: ModelFile): Model => {
  const bytes = Buffer.from(file.weights, 'base64');
  return { version: file.version, types: file.types, bias: file.bias, scale: file.scale, rows: new Map(file.features.map((name, row) => [name, row])), weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
};

/** The model that comes with Rounds. About 10 ms, once. */
export const readModel = (): Model => modelOf(File.parse(JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8'))));

/** A feature that occurs often counts little more than one that occurs once. */
const REPEATED = 1.5;

/** The bag of a message: each feature once, as a unit vector. */
export const bagOf = (features: readonly Feature[]): Map<string, number> => {
  const bag = new Map<string, number>();
  for (const { name, weight } of features) bag.set(name, Math.min((bag.get(name) ?? 0) + weight, weight * REPEATED));
  return bag;
};

/** What each feature adds to each type, in the order of `model.types`. */
export type Share = { feature: Feature; adds: readonly number[] };

/** Scores by type, and where they come from. */
export const scoresOf = (features: readonly Feature[], { types, bias, scale, rows, weights }: Model): { scores: number[]; shares: Share[] } => {
  const known = [...bagOf(features)].filter(([name]) => rows.has(name));
  const norm = Math.sqrt(known.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  const first = new Map(features.toReversed().map((feature) => [feature.name, feature]));
  const shares = known.flatMap(([name, weight]) => {
    const feature = first.get(name);
    const row = (rows.get(name) ?? 0) * types.length;
    return feature === undefined ? [] : [{ feature, adds: types.map((_, at) => ((weights[row + at] ?? 0) * scale * weight) / norm) }];
  });
  return { scores: types.map((_, at) => shares.reduce((sum, { adds }) => sum + (adds[at] ?? 0), bias[at] ?? 0)), shares };
};

/** Scores as shares of one. */
export const shareOfOne = (scores: readonly number[]): number[] => {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};
