/** A bucket holds `burst` calls and wins one back every `everyMs`. */
export type Limit = { burst: number; everyMs: number };

const perMinute = (calls: number): Limit => ({ burst: calls, everyMs: 60_000 / calls });

// https://docs.slack.dev/apis/web-api/rate-limits: what Slack promises, which is less than what it mostly lets through.
export const limits = {
  tier2: perMinute(20),
  tier3: perMinute(50),
  tier4: perMinute(100),
  generous: perMinute(600),
  /** chat.postMessage: one a second a channel, "short bursts allowed". */
  post: { burst: 4, everyMs: 1000 },
} as const satisfies Record<string, Limit>;

/** Token buckets by key. `take` gives 0 where the call may go on, or the whole seconds that the caller must wait. */
export const createRateLimiter = (wall: () => number) => {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key: string, { burst, everyMs }: Limit): number => {
    const now = wall();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / everyMs);
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) * everyMs) / 1000));
  };
};
