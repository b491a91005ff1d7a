// Parts of the settings by their place, and the edits of one place: what a form on a page changes, and nothing beside it.
import { isKeyed, isMap } from './layer.js';
import type { Edit, Settings } from './settings.js';

/** A part itself (`entry` null), or an entry of its list: by its key, or by its number where entries have none. */
export type Place = { part: string; entry: string | null };

const listIn = (settings: Settings, part: string): readonly unknown[] => (Array.isArray(settings[part]) ? (settings[part] as unknown[]) : []);

const indexOf = (list: readonly unknown[], entry: string): number => {
  const keyed = list.findIndex((each) => isKeyed(each) && each.key === entry);
  return keyed === -1 && /^\d{1,4}$/.test(entry) && !list.some(isKeyed) ? Number(entry) : keyed;
};

/** What stands there; undefined where nothing does. */
export const heldAt = (settings: Settings, { part, entry }: Place): unknown => {
  if (entry === null) return settings[part];
  const list = listIn(settings, part);
  return list[indexOf(list, entry)];
};

/** Something else in its place. */
export const putAt = ({ part, entry }: Place, next: unknown): Edit =>
  (settings) => {
    if (entry === null) return { ...settings, [part]: next };
    const list = listIn(settings, part);
    const at = indexOf(list, entry);
    return { ...settings, [part]: list.map((each, index) => (index === at ? next : each)) };
  };

/** A new entry behind the others. */
export const addTo = (part: string, next: unknown): Edit => (settings) => ({ ...settings, [part]: [...listIn(settings, part), next] });

export const takeOut = ({ part, entry }: Place): Edit =>
  (settings) => {
    const list = listIn(settings, part);
    const at = entry === null ? -1 : indexOf(list, entry);
    return { ...settings, [part]: list.filter((_each, index) => index !== at) };
  };

/** One place up (-1) or down (1), where there is one. */
export const moveBy = ({ part, entry }: Place, by: -1 | 1): Edit =>
  (settings) => {
    const list = [...listIn(settings, part)];
    const at = entry === null ? -1 : indexOf(list, entry);
    if (at < 0 || at >= list.length || at + by < 0 || at + by >= list.length) return settings;
    const [moved] = list.splice(at, 1);
    list.splice(at + by, 0, moved);
    return { ...settings, [part]: list };
  };

/** A setting by the names that lead to it. */
export const settingAt = (held: unknown, [name, ...rest]: readonly string[]): unknown => (name === undefined ? held : isMap(held) ? settingAt(held[name], rest) : undefined);

/** The same with another setting there; undefined takes it away, and a map that it leaves empty with it. */
export const withSetting = (held: unknown, [name, ...rest]: readonly string[], next: unknown): unknown => {
  if (name === undefined) return next;
  const before = isMap(held) ? held : {};
  const value = withSetting(before[name], rest, next);
  if (value === undefined && !(name in before)) return held;
  const after = Object.fromEntries(Object.entries({ ...before, [name]: value }).filter(([, each]) => each !== undefined));
  return Object.keys(after).length === 0 ? undefined : after;
};
