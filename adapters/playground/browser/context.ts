import type { Snapshot } from '../snapshot.js';
import type { Route } from './route.js';
import { createContext } from './vendor/preact.js';
import { useContext } from './vendor/preact-hooks.js';

/** What every part of the page may use. */
export type Desk = {
  screen: Snapshot;
  route: Route;
  /** Does something as the present person, then draws anew. A failure becomes a notice, and undefined comes back. */
  act: <T>(deed: string, body: object) => Promise<T | undefined>;
  /** A notice at the page's edge. */
  notify: (words: string) => void;
  go: (to: Route) => void;
};

export const DeskContext = createContext<Desk | undefined>(undefined);

export const useDesk = (): Desk => {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk stands outside the page.');
  return desk;
};

export const nameOf = ({ people, bot }: Snapshot, id: string): string => (id === bot.id ? bot.name : (people.find((person) => person.id === id)?.name ?? id));
