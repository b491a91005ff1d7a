// Single-use links and the sessions they open. Tokens are stored as hashes: whoever reads the database can use none of them.
import type { PersonKey } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';

export type SignInLink = {
  hash: string;
  person: PersonKey;
  /** Where it was asked for. */
  door: Door;
  /** The page it opens, as a path of ours. */
  page: string;
  endsAt: Date;
};

/** Ends at the earlier of the two; each use moves `idleUntil`. */
export type Session = { hash: string; person: PersonKey; idleUntil: Date; endsAt: Date };

/** All times are wall time: these are security lifetimes, which no test clock of the domain moves. */
export type SignInStore = {
  addLink(link: SignInLink): Promise<void>;
  /** Takes a link out: one caller gets it, once, and only before it ends. */
  takeLink(hash: string, now: Date): Promise<SignInLink | null>;
  addSession(session: Session): Promise<void>;
  /** The session where it still holds, idle again only after `idleUntil`. */
  useSession(hash: string, now: Date, idleUntil: Date): Promise<Session | null>;
  endSession(hash: string): Promise<Session | null>;
};
