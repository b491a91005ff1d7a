/** One thing of the playbook and everything that is said about it, by name: what a difference between versions is made of. */
export type Entry = { key: string; label: string; facts: Readonly<Record<string, string>> };

/** A list of the playbook, and what one of its entries is called. */
export type Section = { what: string; entries: readonly Entry[] };

/** Drops what is not said, so that absent and empty compare alike. */
export const factsOf = (facts: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''));

/** Facts of the entries of a list, each under its own name. */
export const eachAs = <T extends { key: string }>(name: string, list: readonly T[], say: (entry: T) => string): Record<string, string> =>
  Object.fromEntries(list.map((entry) => [`${name} ${entry.key.replaceAll('_', ' ')}`, say(entry)]));
