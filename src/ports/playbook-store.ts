// The playbook's versions: append-only, so that what a task was made under can always be read again.
import type { PersonKey } from '../domain/playbook.js';

export type PlaybookVersion = {
  /** Counts up from 1 without gaps. */
  version: number;
  at: Date;
  /** Who changed it: a person's key, or `system` for an import at start. */
  by: PersonKey;
  why: string;
  /**
   * The YAML it was imported from and that text's SHA-256 in hex; null where it was changed in chat. `settings`: what that text alone says, where
   * `body` holds changes made in chat beside it; absent: `body` is just that.
   */
  yaml: { digest: string; text: string; settings?: Readonly<Record<string, unknown>> } | null;
  /** The whole playbook as plain data, before it is parsed: today's schema reads it again at load. */
  body: Readonly<Record<string, unknown>>;
};

/** What a list of versions shows: who, when, why. */
export type VersionNote = Omit<PlaybookVersion, 'yaml' | 'body'>;

export type PlaybookStore = {
  latest(): Promise<PlaybookVersion | null>;
  load(version: number): Promise<PlaybookVersion | null>;
  /** Adds the version after the latest. `lost_race` where another one took its place meanwhile. */
  add(next: PlaybookVersion): Promise<{ result: 'stored' } | { result: 'lost_race' }>;
  /** The version that was imported last from YAML, whatever was changed in chat since. */
  lastImported(): Promise<PlaybookVersion | null>;
  /** Versions of whose making the audit may hold nothing: a process ended in between. */
  unrecorded(): Promise<readonly VersionNote[]>;
  /** The audit holds the making of this version. */
  recorded(version: number): Promise<void>;
  /** A page of all versions, the newest first, and how many there are. */
  list(page: { skip: number; limit: number }): Promise<{ versions: readonly VersionNote[]; total: number }>;
};
