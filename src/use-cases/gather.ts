// Gathering: what is held for a person becomes one message. The message is stored before its parts are let go, so that a process that ends in
// between leaves nothing out; and a place in the day's row of messages is taken once, so that two processes never tell the same thing twice.
import type { Waits } from '../domain/intent.js';
import { localDateOf } from '../domain/local-time.js';
import type { BundleStore, Held } from '../ports/bundle-store.js';
import type { Deps } from './deps.js';

export type Gathering = Pick<Deps, 'clock'> & { playbooks: Pick<Deps['playbooks'], 'current'>; bundles: BundleStore; wallClock(): Date; /** Begins sending what was gathered. */ send(): void };

/** The day's next message to a person; beyond the cap their items wait for the digest. Loses a race by looking again. */
const gatherFor = async (person: string, kind: Waits, held: readonly Held[], { bundles, playbooks, clock, wallClock }: Gathering): Promise<void> => {
  const { practice, attention } = playbooks.current();
  const prefix = `told/${person}/${localDateOf(practice.timezone, clock.now())}/`;
  for (let waiting = held.map(({ key }) => key); waiting.length > 0; ) {
    // Counted first: whoever takes this place after the look below is found by the next.
    const place = (await bundles.count(prefix)) + 1;
    const standing = await bundles.gathered(waiting);
    await bundles.settle(standing, 'gathered');
    waiting = waiting.filter((key) => !standing.includes(key));
    if (waiting.length === 0) return;
    if (place > attention.max_messages_per_person) return bundles.settle(waiting, 'over_the_cap');
    if (!(await bundles.gather({ key: `${prefix}${place}`, kind, person, items: waiting }, wallClock()))) continue;
    return bundles.settle(waiting, 'gathered');
  }
};

/** Gathers all that is held. Returns how many notices it was. */
export const gather = async (deps: Gathering): Promise<number> => {
  const held = await deps.bundles.held();
  const people = new Set(held.map(({ person }) => person));
  for (const person of people) {
    // What needs a lead comes before what is routine: where the cap leaves one message, it is this.
    for (const kind of ['escalation', 'bundle'] as const) await gatherFor(person, kind, held.filter((one) => one.person === person && one.waits === kind), deps);
  }
  if (held.length > 0) deps.send();
  return held.length;
};
