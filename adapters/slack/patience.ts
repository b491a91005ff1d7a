// Slack gives three seconds for an acknowledgement and as long for a trigger.
export { realAfter, within } from '../../src/within.js';
export type { After, Timely } from '../../src/within.js';

export type Patience = {
  /** Then a shortcut opens a view that waits for its form. */
  openMs: number;
  /** Then a press or submission is acknowledged and the person told that it still runs. */
  saveMs: number;
  /** How long the answer may wait for a person's profile. */
  profileMs: number;
  /** How long a delivery may wait to hear whether it was seen before. */
  seenMs: number;
};

export const PATIENCE: Patience = { openMs: 800, saveMs: 2000, profileMs: 1000, seenMs: 300 };
