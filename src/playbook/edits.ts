// The changes that people make in chat, as functions on settings. What a form does not ask stands as it stood: only the named parts change.
import type { QueueKey } from '../domain/playbook.js';
import { isKeyed, isMap } from './layer.js';
import type { Edit, Settings } from './settings.js';

type Parts = Readonly<Record<string, unknown>>;

const listIn = (settings: Settings, name: string): readonly unknown[] => (Array.isArray(settings[name]) ? (settings[name] as unknown[]) : []);

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** Chosen values in the order in which they stood: a menu gives them in its own, and the first lead of a queue is its first lead. */
export const inOldOrder = (before: unknown, chosen: readonly unknown[]): unknown => {
  const held = asList(before);
  const next = [...held.filter((each) => chosen.includes(each)), ...chosen.filter((each) => !held.includes(each))];
  return next.length === held.length && next.every((each, index) => each === held[index]) ? before : next;
};

const isEmpty = (value: unknown) => value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);

/** A part as it is written down: what was never said and is empty stays unsaid, so that saving a form unchanged changes nothing. */
const written = (before: unknown, next: unknown): unknown => {
  if (before === undefined && isEmpty(next)) return undefined;
  if (next === '' || next === undefined) return undefined;
  return Array.isArray(next) ? inOldOrder(before, next) : next;
};

const withParts = (entry: Parts, parts: Parts): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set([...Object.keys(entry), ...Object.keys(parts)])]
      .map((name): [string, unknown] => [name, name in parts ? written(entry[name], parts[name]) : entry[name]])
      .filter(([, value]) => value !== undefined),
  );

/** Sets parts of the entry with this key; a new one is added at the end. An empty text, or undefined, takes a part away. */
export const setEntry = (list: 'people' | 'queues' | 'locations', key: string, parts: Parts): Edit =>
  (settings) => {
    const entries = listIn(settings, list);
    const known = entries.some((entry) => isKeyed(entry) && entry.key === key);
    const changed = entries.map((entry) => (isKeyed(entry) && entry.key === key ? withParts(entry, parts) : entry));
    return { ...settings, [list]: known ? changed : [...entries, withParts({ key }, parts)] };
  };

/** The practice's own hours, day by day, in the playbook's words. */
export const setHours = (days: Parts): Edit => (settings) => ({ ...settings, hours: { ...(isMap(settings['hours']) ? settings['hours'] : {}), ...days } });

export const setEnabled = (queue: QueueKey, on: boolean): Edit =>
  (settings) => {
    const others = listIn(settings, 'enabled').filter((each) => each !== queue);
    const is = listIn(settings, 'enabled').includes(queue);
    return is === on ? settings : { ...settings, enabled: on ? [...others, queue] : others };
  };

export type RuleParts = { when: Readonly<Record<string, readonly string[]>>; to: { queue?: string | undefined; owner?: string | undefined } };

/** Each test that the form asks is set or taken away; the others, which only the file knows, stay. */
const ruleWith = (rule: unknown, { when, to }: RuleParts): Record<string, unknown> => {
  const before = isMap(rule) ? rule : {};
  const tests = isMap(before['when']) ? before['when'] : {};
  const chosen = Object.fromEntries(Object.entries(when).map(([name, values]) => [name, values.length === 0 ? undefined : values]));
  return { ...before, when: withParts(tests, chosen), to: withParts(isMap(before['to']) ? before['to'] : {}, to) };
};

/** Puts a rule at `place` (0 is the first): a new one, or the one that stands at `from`, changed. */
export const putRule = (parts: RuleParts, place: number, from: number | null): Edit =>
  (settings) => {
    const rules = listIn(settings, 'routing');
    const rest = rules.filter((_rule, index) => index !== from);
    const rule = ruleWith(from === null ? {} : rules[from], parts);
    return { ...settings, routing: [...rest.slice(0, place), rule, ...rest.slice(place)] };
  };

export const removeRule = (at: number): Edit => (settings) => ({ ...settings, routing: listIn(settings, 'routing').filter((_rule, index) => index !== at) });

/** Facts of a person that no version of the rules undoes. */
const FACTS = ['left', 'away'] as const;
/** Parts of a playbook that are no rules either. */
const HAPPENED: readonly string[] = ['agreements', 'retention'];

/**
 * The rules of an earlier version. What is no rule but happened stays: who works here (nobody who joined is removed, nobody who left comes back),
 * days away, agreements, how long things are kept and what a legal hold keeps.
 */
export const goBackTo = (earlier: Settings): Edit =>
  (now) => {
    const people = listIn(now, 'people').filter(isKeyed);
    const then = listIn(earlier, 'people').filter(isKeyed);
    const as = (entry: Parts) => {
      const held = people.find(({ key }) => key === entry['key']);
      return held === undefined ? { ...entry } : withParts(entry, Object.fromEntries(FACTS.filter((fact) => fact in held || fact in entry).map((fact) => [fact, held[fact]])));
    };
    const joined = people.filter(({ key }) => !then.some((entry) => entry.key === key));
    // What is not there now stays away: an agreement that ended must not come back with the rules of its time.
    const rules = Object.fromEntries(Object.entries(earlier).filter(([name]) => !HAPPENED.includes(name)));
    const happened = Object.fromEntries(Object.entries(now).filter(([name]) => HAPPENED.includes(name)));
    return { ...rules, people: [...then.map(as), ...joined], ...happened };
  };

/** A key for somebody new: small letters and digits of the name, and a number where it is taken. */
export const keyFor = (name: string, taken: readonly string[]): string => {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '');
  const plain = letters === '' ? 'person' : letters;
  let key = plain;
  for (let next = 2; taken.includes(key); next += 1) key = `${plain}_${String(next)}`;
  return key;
};
