// How a practice's playbook is laid over the starter.

type Keyed = Record<string, unknown> & { key: string };

export const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isKeyed = (value: unknown): value is Keyed => isMap(value) && typeof value['key'] === 'string';
const isKeyedList = (value: unknown): value is Keyed[] => Array.isArray(value) && value.length > 0 && value.every(isKeyed);

/** `{ key: "*", remove: true }` clears a list, for a practice that starts from its own people. */
const ALL = '*';

const removes = (entry: Keyed, key: string) => entry['remove'] === true && (entry.key === key || entry.key === ALL);

/** An entry that is removed and given in the same list is written anew, in its old place. */
const layEntry = (entry: Keyed, over: readonly Keyed[]): Keyed[] => {
  const given = over.filter(({ key, remove }) => key === entry.key && remove !== true);
  const removed = over.some((each) => removes(each, entry.key));
  if (removed && given.length === 0) return [];
  return [given.reduce<Keyed>((under, top) => ({ ...layMap(under, top), key: entry.key }), removed ? { key: entry.key } : entry)];
};

const layEntries = (base: readonly Keyed[], over: readonly Keyed[]): Keyed[] => {
  const known = new Set(base.map(({ key }) => key));
  const added = over.filter(({ key, remove }) => !known.has(key) && remove !== true);
  return [...base.flatMap((entry) => layEntry(entry, over)), ...added.map((entry) => ({ ...layMap({}, entry), key: entry.key }))];
};

const layValue = (base: unknown, over: unknown): unknown => (isKeyedList(over) ? layEntries(isKeyedList(base) ? base : [], over) : over);

const layMap = (base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> => ({
  ...base,
  ...Object.fromEntries(Object.entries(over).map(([key, value]) => [key, layValue(base[key], value)])),
});

/** A playbook over another: lists whose entries have a `key` merge by it (`remove: true` deletes), everything else replaces. */
export const layOver = (base: Readonly<Record<string, unknown>>, over: Readonly<Record<string, unknown>>): Record<string, unknown> => layMap(base, over);
