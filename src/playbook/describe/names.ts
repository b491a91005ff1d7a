// What differences call people, queues and everything else that has a key: by name, for keys are the file's and nobody else's.
import type { Playbook } from '../../domain/playbook.js';
import { plain } from './words.js';

type Named = 'people' | 'queues' | 'task_types' | 'locations' | 'providers' | 'insurers' | 'plan_types';
type Listed = readonly { key: string; label: string }[];

/** The name of an entry; of what stands in no list, the word itself. */
export type NameOf = (list: Named, key: string) => string;

const named = (entries: readonly { key: string; name: string }[]): Listed => entries.map(({ key, name }) => ({ key, label: name }));

const listsOf = ({ people, queues, task_types, locations, providers, insurers, plan_types }: Playbook): Record<Named, Listed> =>
  ({ people: named(people), queues: named(queues), task_types: named(task_types), locations, providers, insurers, plan_types });

/** Later names over earlier ones. Where two share a name, their keys tell them apart: else one in the other's place would be no difference. */
const namesIn = (before: Listed, after: Listed): ReadonlyMap<string, string> => {
  const names = new Map([...before, ...after].map(({ key, label }) => [key, label]));
  const all = [...names.values()];
  return new Map([...names].map(([key, name]) => [key, all.indexOf(name) === all.lastIndexOf(name) ? name : `${name} (${key})`]));
};

/** Both versions are told with the same names, so that a new name is one difference and not one wherever it is used. */
export const namesOf = (before: Playbook, after: Playbook): NameOf => {
  const [earlier, later] = [listsOf(before), listsOf(after)];
  const names = Object.fromEntries(Object.entries(later).map(([list, entries]) => [list, namesIn(earlier[list as Named], entries)])) as Record<Named, ReadonlyMap<string, string>>;
  return (list, key) => names[list].get(key) ?? plain(key);
};
