import type { Snapshot } from '../snapshot.js';

const read = async <T>(response: Response): Promise<T> => {
  const body = (await response.json()) as T | { error: string };
  if (!response.ok) throw new Error((body as { error?: string }).error ?? 'The playground did not answer.');
  return body as T;
};

/** The ids of everybody that one can be. */
export const getPeople = async (): Promise<string[]> => read(await fetch('people'));

export const getScreen = async (me: string, channel: string | undefined): Promise<Snapshot> =>
  read(await fetch(`people/${me}${channel === undefined ? '' : `?channel=${encodeURIComponent(channel)}`}`));

/** Moves the practice's clock on. */
export const moveClock = async (ms: number): Promise<void> => read(await fetch('clock', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ms }) }));

/** Does something as a person; the deeds and their bodies are those of `deeds.ts`. Rejects with a sentence for the person. */
export const doAs = async <T>(me: string, deed: string, body: object): Promise<T> =>
  read(await fetch(`people/${me}/${deed}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));
