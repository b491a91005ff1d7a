/** A response URL takes 5 answers within 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const VALID_MS = 30 * 60_000;

/** What a response URL answers to: who pressed or typed, where, and on which message. */
export type Origin = { channel: string; user: string; message?: { ts: string; ephemeral: boolean }; thread?: string };

export type ResponseUrls = {
  issue(origin: Origin): string;
  /** The origin, or Slack's reason why the URL is spent. */
  use(id: string): { origin: Origin } | { error: 'used_url' | 'expired_url' | 'no_active_hooks' };
};

/** @param base gives the address that the app reaches the double at, without a slash at the end. */
export const createResponseUrls = (wall: () => number, base: () => string, newId: (prefix: string) => string): ResponseUrls => {
  const issued = new Map<string, { origin: Origin; at: number; uses: number }>();
  return {
    issue: (origin) => {
      const id = newId('R');
      issued.set(id, { origin, at: wall(), uses: 0 });
      return `${base()}/respond/${id}`;
    },
    use: (id) => {
      const found = issued.get(id);
      if (!found) return { error: 'no_active_hooks' };
      if (wall() - found.at > VALID_MS) return { error: 'expired_url' };
      if (found.uses >= USES) return { error: 'used_url' };
      found.uses += 1;
      return { origin: found.origin };
    },
  };
};
