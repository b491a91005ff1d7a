import type { PersonKey, Playbook } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import type { Fault, Finding } from '../playbook/fault.js';
import type { Edit } from '../playbook/settings.js';
import type { PlaybookStore, PlaybookVersion } from './playbook-store.js';

/** A change of the rules that a person asks for. */
export type Revision = {
  edit: Edit;
  /** The version that they had before them. */
  seen: number;
  by: PersonKey;
  door: Door;
  why: string;
  /** What was changed, in keys: for the audit. */
  facts: Readonly<Record<string, string | number>>;
  /** It happened, whatever the rules say of it (somebody left): it is recorded, and what it breaks is mended afterwards. */
  fact?: true;
};

/** A change of somebody else that came in between. */
export type Meanwhile = Pick<PlaybookVersion, 'version' | 'at' | 'by'>;

export type Revised =
  /** `lines` is the difference; none: the rules said so already, and there is no new version. `meanwhile` stays beside it. */
  | { result: 'stored'; version: number; lines: readonly string[]; meanwhile: readonly Meanwhile[] }
  /** It would make the playbook faulty: nothing was changed. */
  | { result: 'faulty'; findings: readonly Finding[] }
  /** Somebody else changed the same place since: nothing was changed. `lines` is what they did. */
  | { result: 'overtaken'; meanwhile: readonly Meanwhile[]; lines: readonly string[] };

/** What became of the practice's file at this start, where an admin should hear of it. `digest` names the file's text. */
export type FileNews =
  | { news: 'faulty'; digest: string; faults: readonly Fault[] }
  /** It was applied; in these places chat had changed the same, and what was said in chat stands. */
  | { news: 'kept_from_chat'; digest: string; version: number; places: readonly string[] };

/** The playbook in force, and those under which older tasks were made. */
export type Playbooks = {
  current(): Playbook;
  /** Throws where there never was such a version. */
  at(version: number): Promise<Playbook>;
  /** Stores a new version with these settings laid over the latest, and uses it. Throws PlaybookFault where it would have faults. */
  change(over: Readonly<Record<string, unknown>>, by: PersonKey, why: string): Promise<void>;
  /** Brings a change together with what others changed since it was begun, holds it to every rule, stores it as a new version and uses it. */
  revise(revision: Revision): Promise<Revised>;
  /** What is wrong with the playbook in force, by every rule that is known today. */
  findings(): Promise<readonly Finding[]>;
  /** Looks for a newer version that another instance stored. */
  refresh(): Promise<void>;
  /** A version as it was stored; null where there never was one. */
  stored(version: number): Promise<PlaybookVersion | null>;
  list: PlaybookStore['list'];
  fileNews(): FileNews | null;
};
