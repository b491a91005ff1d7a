// Signing in on the web: a link that the bot gives to one person, once, for five minutes, and the session that it opens.
import { createHash } from 'node:crypto';
import { personOf } from '../domain/playbook.js';
import type { Person, PersonKey } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import type { SignInStore } from '../ports/sign-in-store.js';
import type { Deps } from './deps.js';

const MINUTE = 60_000;
export const SIGN_IN_PATH = '/sign-in';
export const LINK_MINUTES = 5;
export const IDLE_MINUTES = 15;
const LONGEST_MINUTES = 12 * 60;

export type SigningIn = Pick<Deps, 'playbooks' | 'audit'> & {
  signIns: SignInStore;
  /** Security lifetimes go by the wall, whatever the domain's clock shows. */
  wallClock(): Date;
  /** 256 random bits, fit for an address and a cookie. */
  newToken(): string;
  publicUrl: string;
};

export type SignedIn = { result: 'signed_in'; session: string; page: string };
export type NotSignedIn = { result: 'spent' } | { result: 'somebody_else'; who: Person | null };

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export type SignIn = {
  /** An address that signs this person in and opens a page of ours. */
  linkFor(person: PersonKey, door: Door, page: string): Promise<string>;
  /** Trades a link for a session. In a browser where somebody else is signed in it is refused, and void from then on. */
  open(token: string, session: string | null): Promise<SignedIn | NotSignedIn>;
  /** Who is signed in; each call keeps the session from going idle. */
  who(session: string | null): Promise<Person | null>;
  end(session: string | null): Promise<void>;
};

export const makeSignIn = ({ signIns, playbooks, audit, wallClock, newToken, publicUrl }: SigningIn): SignIn => {
  const inMinutes = (minutes: number) => new Date(wallClock().getTime() + minutes * MINUTE);

  /** Whoever has left is nobody from that moment on, whatever session they hold. */
  const present = (key: PersonKey): Person | null => {
    const person = personOf(playbooks.current(), key);
    return person === null || person.left ? null : person;
  };

  const who: SignIn['who'] = async (session) => {
    const held = session === null ? null : await signIns.useSession(hashOf(session), wallClock(), inMinutes(IDLE_MINUTES));
    return held && present(held.person);
  };

  return {
    linkFor: async (person, door, page) => {
      const token = newToken();
      await signIns.addLink({ hash: hashOf(token), person, door, page, endsAt: inMinutes(LINK_MINUTES) });
      return `${publicUrl}${SIGN_IN_PATH}?link=${token}`;
    },
    open: async (token, session) => {
      const link = await signIns.takeLink(hashOf(token), wallClock());
      if (link === null || present(link.person) === null) return { result: 'spent' };
      const here = await who(session);
      if (here !== null && here.key !== link.person) {
        await audit.keep({ actor: here.key, door: 'web', action: 'sign_in_refused', task: null, facts: { link_of: link.person } });
        return { result: 'somebody_else', who: here };
      }
      // A session is never carried over: whoever knew the old one gains nothing by the sign-in.
      if (session !== null) await signIns.endSession(hashOf(session));
      const fresh = newToken();
      await audit.keep({ actor: link.person, door: 'web', action: 'sign_in', task: null, facts: { link_from: link.door, page: link.page } });
      await signIns.addSession({ hash: hashOf(fresh), person: link.person, idleUntil: inMinutes(IDLE_MINUTES), endsAt: inMinutes(LONGEST_MINUTES) });
      return { result: 'signed_in', session: fresh, page: link.page };
    },
    who,
    end: async (session) => {
      const ended = session === null ? null : await signIns.endSession(hashOf(session));
      if (ended !== null) audit.note({ actor: ended.person, door: 'web', action: 'sign_out', task: null, facts: {} });
    },
  };
};
