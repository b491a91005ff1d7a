import type { Finding, Path } from './fault.js';
import { isKeyed, isMap } from './layer.js';

/** An entry that is removed and written anew in the same list is no duplicate. */
const repeated = (list: readonly unknown[], path: Path): Finding[] => {
  const entries = list.map((entry, index) => ({ entry, index })).filter(({ entry }) => isKeyed(entry) && entry['remove'] !== true);
  return entries.flatMap(({ entry, index }, position) => {
    if (!isKeyed(entry) || !entries.slice(0, position).some((earlier) => isKeyed(earlier.entry) && earlier.entry.key === entry.key)) return [];
    return [{ path: [...path, index], message: `The key "${entry.key}" stands twice in this list.`, fix: 'Give one of the two another key, or take it out.', severity: 'error' as const }];
  });
};

/** Entries of one list under the same key: laid over the starter, the later would silently swallow the earlier. */
export const duplicateKeys = (value: unknown, path: Path = []): Finding[] => {
  if (Array.isArray(value)) return [...repeated(value, path), ...value.flatMap((each, index) => duplicateKeys(each, [...path, index]))];
  return isMap(value) ? Object.entries(value).flatMap(([name, each]) => duplicateKeys(each, [...path, name])) : [];
};
