// The playbook's versions: append-only, so that what a task was made under can always be read again.
import type { PersonKey } from '../domain/playbook.js';

export type PlaybookVersion = {
  /** Counts up from 1 without gaps. */
  version: number;
  at: Date;
  /** Who changed it: a person's key, or `system` for an import at start. */
  by: PersonKey;
  why: string;
  /** The YAML it was imported from and that text's SHA-256 in hex; null where it was changed in chat. */
  yaml: { digest: string; text: string } | null;
  /** The whole playbook as plain data, before it is parsed: today's schema reads it again at load. */
  body: Readonly<Record<string, unknown>>;
};

export type PlaybookStore = {
  latest(): Promise<PlaybookVersion | null>;
  load(version: number): Promise<PlaybookVersion | null>;
  /** Adds the version after the latest. `lost_race` where another one took its place meanwhile. */
  add(next: PlaybookVersion): Promise<{ result: 'stored' } | { result: 'lost_race' }>;
  /** The digest of the YAML that was imported last, whatever was changed in chat since. */
  importedDigest(): Promise<string | null>;
};
