// Slack takes about one post a second in a channel. Waiting for a turn is short here; a long queue is the relay's, which can wait without holding a lease.
import { Throttled } from '../../src/ports/chat-platform.js';
import type { After } from './patience.js';

const GAP_MS = 1000;
const LONGEST_WAIT_MS = 3000;
const REMEMBERED = 1000;

export type Pace = {
  /** Resolves when it is this post's turn. Throws Throttled where that is far off. */
  turn(channel: string): Promise<void>;
  /** Slack asked to leave this channel alone for so long. */
  hold(channel: string, ms: number): void;
};

export const makePace = ({ now, after }: { now: () => Date; after: After }): Pace => {
  const freeAt = new Map<string, number>();

  const set = (channel: string, at: number) => {
    if (freeAt.size >= REMEMBERED) for (const [known, free] of freeAt) if (free <= now().getTime()) freeAt.delete(known);
    freeAt.set(channel, at);
  };

  return {
    async turn(channel) {
      const at = now().getTime();
      const slot = Math.max(freeAt.get(channel) ?? at, at);
      if (slot - at > LONGEST_WAIT_MS) throw new Throttled(slot - at);
      set(channel, slot + GAP_MS);
      if (slot > at) await after(slot - at).done;
    },
    hold: (channel, ms) => set(channel, now().getTime() + ms),
  };
};
