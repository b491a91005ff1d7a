// The secrets of intake sources, sealed: no playbook, export or log holds one.
import type { Sealed } from '../domain/task.js';

export type IntakeSecret = {
  source: string;
  /** Counts up with each change. */
  version: number;
  secret: Sealed;
  madeAt: Date;
  /** The one before it, which is good until then, so that the sender can be changed in between. */
  before: { secret: Sealed; endsAt: Date } | null;
};

export type IntakeSecretStore = {
  find(source: string): Promise<IntakeSecret | null>;
  all(): Promise<readonly IntakeSecret[]>;
  /** Stores it where nothing came in between: its version is the stored one's successor (1: there is none yet). False where something did. */
  put(next: IntakeSecret): Promise<boolean>;
  /** Takes it away: its source is shut. False where there was none. */
  remove(source: string): Promise<boolean>;
};
