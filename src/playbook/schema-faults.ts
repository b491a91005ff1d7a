// What the schema found, in words that a practice manager can act upon.
import type { z } from 'zod';
import type { Finding, Path } from './fault.js';
import { isKeyed } from './layer.js';
import { didYouMean } from './schema/words.js';

type Issue = z.core.$ZodIssue;

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined), root);

/** A list's entry is named by its key, whose number may be another in the practice's own file. */
const byKeys = (root: unknown, path: Path): Path =>
  path.map((part, index) => {
    const entry = typeof part === 'number' ? valueAt(root, path.slice(0, index + 1)) : undefined;
    return isKeyed(entry) ? entry.key : part;
  });

const pathOf = (issue: Issue, above: Path): Path => [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];

const depthOf = (issue: Issue): number =>
  issue.path.length + (issue.code === 'invalid_union' && issue.errors.length > 0 ? Math.max(...issue.errors.flat().map(depthOf)) : 0);

/** Of several shapes that a value may have, the one that was meant: that whose fault lies deepest, then that of the value's own kind. */
const meant = (branches: readonly (readonly Issue[])[]): readonly Issue[] => {
  const score = (issues: readonly Issue[]) => Math.max(...issues.map(depthOf)) * 2 + (issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0) ? 0 : 1);
  return [...branches].sort((a, b) => score(b) - score(a))[0] ?? [];
};

const inWords = (issue: Issue, path: Path, root: unknown): Pick<Finding, 'message' | 'fix'> => {
  const [what = '', fix] = issue.message.split('\n');
  if (fix !== undefined) return { message: what, fix };
  const name = String(path.at(-1) ?? 'the playbook');
  if (valueAt(root, path) === undefined) return { message: `"${name}" is missing.`, fix: `Add the line "${name}: …".` };
  if (issue.code === 'too_small' && issue.origin === 'array') return { message: `"${name}" is empty.`, fix: 'Write at least one entry.' };
  return { message: `"${name}" cannot be read: ${issue.message}.`, fix: 'See docs/playbook.md for an example of this setting.' };
};

const unknownSetting = (key: string, message: string, path: Path): Finding => {
  const known = (message.split('\n')[1] ?? '').split(', ');
  return { path, message: `There is no setting "${key}" here.`, fix: `${didYouMean(key, known)}These are known: ${known.join(', ')}.`, severity: 'error' };
};

const findingsOf = (issue: Issue, root: unknown, above: Path): Finding[] => {
  const path = pathOf(issue, above);
  const [what = ''] = issue.message.split('\n');
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && what === issue.message) return meant(issue.errors).flatMap((inner) => findingsOf(inner, root, path));
  if (issue.code === 'invalid_key') return issue.issues.flatMap((inner) => findingsOf(inner, root, path));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting(key, issue.message, byKeys(root, [...path, key])));
  return [{ path: byKeys(root, path), ...inWords(issue, path, root), severity: 'error' }];
};

/** Every fault that the schema found in `root`. */
export const schemaFindings = (issues: readonly Issue[], root: unknown): Finding[] => issues.flatMap((issue) => findingsOf(issue, root, []));
