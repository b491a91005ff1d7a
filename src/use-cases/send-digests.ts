// The digests' wake: queues every digest whose time has come, once. What came too late to be of use is recorded as missed.
import { digestsSoFar, isOfUse } from '../domain/attention/digest-slots.js';
import type { BundleStore } from '../ports/bundle-store.js';
import type { Deps } from './deps.js';

export type Digesting = Pick<Deps, 'clock'> & { playbooks: Pick<Deps['playbooks'], 'current'>; bundles: Pick<BundleStore, 'known' | 'gather' | 'missed'>; wallClock(): Date; /** Begins sending what was queued. */ send(): void; /** The domain's time when this process started. */ startedAt: Date };

/** Returns how many were queued. A series begins with its first digest: what came before that, or before Rounds ran here at all, was never due and is not missed. */
export const sendDigests = async ({ bundles, playbooks, clock, wallClock, send, startedAt }: Digesting): Promise<number> => {
  const playbook = playbooks.current();
  const now = clock.now();
  const slots = digestsSoFar(now, playbook);
  const known = await bundles.known(slots.map(({ key }) => key));
  const begun = new Set<string>();
  let queued = 0;
  for (const slot of slots) {
    const { key, series, kind, to: person, about } = slot;
    const message = { key, kind, person, items: [about] };
    if (known.has(key)) begun.add(series);
    else if (!begun.has(series) && slot.at < startedAt) continue;
    else if (isOfUse(slot, now, playbook)) queued += Number(await bundles.gather(message, wallClock()));
    else await bundles.missed(message, wallClock());
  }
  if (queued > 0) send();
  return queued;
};
