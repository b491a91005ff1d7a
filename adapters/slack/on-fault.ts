// What no handler could turn into an answer: a payload that is not Slack's, a modal that Slack refused, a fault behind an event.
import type { Rounds } from '../../src/use-cases/rounds.js';
import { faultFields } from './log.js';
import type { Log } from './log.js';
import { newReference as random } from './reference.js';
import type { Show } from './show.js';

export type Deps = { rounds: Pick<Rounds, 'apology'>; show: Pick<Show, 'direct'>; log: Log; newReference?: (() => string) | undefined };

/** The person who acted, in any kind of interaction. */
const userOf = (body: { user?: unknown; user_id?: unknown }): string | null => {
  const id = typeof body.user === 'object' && body.user !== null && 'id' in body.user ? body.user.id : body.user_id;
  return typeof id === 'string' ? id : null;
};

/** Logs it and tells the person. A fault behind an event is thrown on: it is then not acknowledged, and Slack sends the event again. */
export const makeOnFault = ({ rounds, show, log, newReference = random }: Deps) =>
  async ({ error, body }: { error: Error; body: object }): Promise<void> => {
    const ref = newReference();
    log.error({ ref, ...faultFields(error) }, 'A request from Slack failed');
    if ('event' in body) throw error;
    const user = userOf(body);
    if (user === null) return;
    await show.direct(user, rounds.apology(ref)).catch((second: unknown) => log.error({ ref, ...faultFields(second) }, 'The person could not be told'));
  };
