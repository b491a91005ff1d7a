import { z } from 'zod';
import type { Condition, Test } from '../../domain/condition.js';
import { key, say, section, wordOr } from './words.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const test: z.ZodType<Test, z.input<typeof scalar> | z.input<typeof scalar>[] | { at_least?: number | undefined; at_most?: number | undefined }> = z.union(
  [scalar, z.array(scalar).min(1), section({ at_least: z.number().exactOptional(), at_most: z.number().exactOptional() })],
  { error: say('This is no test.', 'Write a value, a list of values of which one must fit, or { at_least: 500 }.') },
);

const tests = z.record(key, test).refine((record) => !('any' in record), say('"any" stands alone.', 'Put the other tests into the list under any.'));

type ConditionYaml = 'always' | { any: ConditionYaml[] } | z.input<typeof tests>;

/** `always`; or a map of tests that must all hold; or `any: [...]` of such maps. */
export const condition: z.ZodType<Condition, ConditionYaml> = z
  .lazy(() => z.union([wordOr('always', 'tests: { outcome: denied }'), section({ any: z.array(condition).min(1) }), tests.transform((all) => ({ all }))]))
  .meta({ id: 'condition', description: 'always; or tests that must all hold, such as { outcome: [written_off], amount: { at_least: 500 } }; or any: [...] of such tests' });
