// Two changes of the same playbook brought together: what a file says now and what was changed in chat since, or two admins at once.
import type { Path } from './fault.js';
import { isKeyed, isMap } from './layer.js';
import { saysSame } from './settings.js';
import type { Settings } from './settings.js';

/** `conflicts` are the places that both changed, each to something else: there `ours` stands. */
export type Merged = { settings: Settings; conflicts: readonly Path[] };

type Sides = { base: unknown; ours: unknown; theirs: unknown };
type Result = { value: unknown; conflicts: readonly Path[] };
type Keyed = Record<string, unknown> & { key: string };

const isKeyedList = (value: unknown): value is Keyed[] => Array.isArray(value) && value.every(isKeyed);
const byKey = (list: unknown): Record<string, unknown> => Object.fromEntries((isKeyedList(list) ? list : []).map((entry) => [entry.key, entry]));

const mergeMaps = (base: Record<string, unknown>, ours: Record<string, unknown>, theirs: Record<string, unknown>, path: Path) => {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const parts = names.map((name) => ({ name, ...mergeValue({ base: base[name], ours: ours[name], theirs: theirs[name] }, [...path, name]) }));
  return { values: Object.fromEntries(parts.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value])), conflicts: parts.flatMap(({ conflicts }) => conflicts) };
};

/** `undefined` is what is not there. */
const mergeValue = ({ base, ours, theirs }: Sides, path: Path): Result => {
  if (saysSame(ours, theirs) || saysSame(base, theirs)) return { value: ours, conflicts: [] };
  if (saysSame(base, ours)) return { value: theirs, conflicts: [] };
  if (isMap(ours) && isMap(theirs)) {
    const { values, conflicts } = mergeMaps(isMap(base) ? base : {}, ours, theirs, path);
    return { value: values, conflicts };
  }
  // Lists whose entries have keys merge by them, as they do when a playbook is laid over the starter.
  if (isKeyedList(ours) && isKeyedList(theirs)) {
    const { values, conflicts } = mergeMaps(byKey(base), byKey(ours), byKey(theirs), path);
    return { value: Object.values(values), conflicts };
  }
  return { value: ours, conflicts: [path] };
};

/** What `ours` and `theirs` each changed of `base`, together. Order of keyed lists is ours, with their new entries behind. */
export const mergeSettings = (base: Settings, ours: Settings, theirs: Settings): Merged => {
  const { value, conflicts } = mergeValue({ base, ours, theirs }, []);
  return { settings: value as Settings, conflicts };
};
