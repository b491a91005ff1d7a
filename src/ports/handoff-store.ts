// Handoffs, kept a year: a press on an old one is answered.
import type { Handoff } from '../domain/handoff.js';

export type HandoffStore = {
  /** `already` where this id has made one. */
  add(handoff: Handoff): Promise<'stored' | 'already'>;
  find(id: string): Promise<Handoff | null>;
  /** The guarded write: false where the version before is not the one stored. */
  change(next: Handoff): Promise<boolean>;
  /** Those with `lookAt <= now`, the longest waiting first. */
  owing(now: Date, limit: number): Promise<readonly Handoff[]>;
  /** Those that are not over: some have a sealed note. */
  pending(): Promise<readonly Handoff[]>;
};
