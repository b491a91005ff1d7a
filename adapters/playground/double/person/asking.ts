import type { Core } from '../core.js';
import type { AppAnswer } from '../dispatch.js';
import type { Outcome, PersonSpec } from '../types.js';

/** One person at the keyboard, as the modules of this folder need them. */
export type Seat = { core: Core; person: PersonSpec };

/** Sends an interaction. Its form has one field, `payload`. */
export const askApp = ({ core }: Seat, payload: { type: string } & Record<string, unknown>): Promise<AppAnswer> =>
  core.dispatch.ask(payload.type, { payload: JSON.stringify(payload) }, payload);

/** What Slack says in a modal, or where it was to open, when the app fails or is late. */
export const TROUBLE = 'We had some trouble connecting. Try again?';

export const outcome = (answer: AppAnswer, says = TROUBLE): Outcome => (answer.ok ? { ok: true } : { ok: false, reason: answer.reason, says });

/** A conversation that this person is in. Throws for any other: a click there is a mistake of the test. */
export const conversationOf = ({ core, person }: Seat, channel: string) => {
  const found = core.workspace.conversations.get(channel);
  if (!found) throw new Error(`There is no conversation ${channel}.`);
  if (!found.members.includes(person.id)) throw new Error(`${person.name} is not in ${channel}.`);
  return found;
};
