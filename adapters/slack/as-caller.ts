// The one boundary: a refusal or a fault becomes a sentence for the person, a fault a log line with the same reference too.
import type { Caller, Rounds } from '../../src/use-cases/rounds.js';
import type { Message } from '../../src/view/nodes.js';
import { faultFields } from './log.js';
import type { Log } from './log.js';
import { newReference as random } from './reference.js';
import type { Actor } from './who.js';

/** Why there is no answer: Rounds does not serve this person, or something broke. */
export type Why = 'refused' | 'fault';

/** Runs `work` as the person who acts. Never rejects: `instead` turns the sentence into an answer. */
export type AsCaller = <T>(actor: Actor, work: (caller: Caller) => Promise<T>, instead: (say: Message, why: Why) => T) => Promise<T>;

export type Deps = {
  rounds: Pick<Rounds, 'apology'>;
  whoIs: (actor: Actor) => ReturnType<Rounds['whoIs']>;
  log: Log;
  newReference?: (() => string) | undefined;
};

export const makeAsCaller = ({ rounds, whoIs, log, newReference = random }: Deps): AsCaller =>
  async (actor, work, instead) => {
    try {
      const known = await whoIs(actor);
      return known.ok ? await work(known.caller) : instead(known.say, 'refused');
    } catch (error) {
      const ref = newReference();
      log.error({ ref, ...faultFields(error) }, 'A request from Slack failed');
      return instead(rounds.apology(ref), 'fault');
    }
  };
