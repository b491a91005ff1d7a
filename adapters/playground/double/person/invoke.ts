import { channelPayload, basePayload, commandForm } from '../payloads.js';
import { postEphemeral } from '../messages.js';
import { reply } from '../replies.js';
import { SlackError } from '../slack-error.js';
import type { Outcome } from '../types.js';
import { type Seat, askApp, conversationOf, outcome } from './asking.js';

/** https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const shortcut = async (seat: Seat, callbackId: string, on?: { channel: string; ts: string }): Promise<Outcome> => {
  const { core, person } = seat;
  const known = on ? core.app.messageShortcuts : core.app.globalShortcuts;
  if (!known.some((one) => one.callbackId === callbackId)) throw new Error(`The app has no such shortcut: ${callbackId}.`);
  const common = { ...basePayload(core, person), callback_id: callbackId, action_ts: core.workspace.newTs(), trigger_id: core.triggers.issue({ user: person.id }) };
  if (!on) return outcome(await askApp(seat, { type: 'shortcut', ...common }));
  const conversation = conversationOf(seat, on.channel);
  const message = conversation.messages.find(({ ts }) => ts === on.ts);
  if (!message) throw new Error(`There is no message ${on.ts} in ${on.channel}.`);
  const response_url = core.responseUrls.issue({ channel: on.channel, user: person.id, message: { ts: on.ts, ephemeral: false }, ...(message.thread_ts !== undefined && { thread: message.thread_ts }) });
  return outcome(await askApp(seat, { type: 'message_action', ...common, response_url, message_ts: message.ts, channel: channelPayload(conversation), message }));
};

const asReply = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return { text: body };
  }
};

/** A slash command. What the app answers is for this person's eyes; its failure is told as Slack tells it. */
export const command = async (seat: Seat, name: string, text: string, channel: string): Promise<Outcome> => {
  const { core, person } = seat;
  const conversation = conversationOf(seat, channel);
  const fail = (says: string, reason: 'timeout' | 'failed' | 'bad_answer'): Outcome => {
    postEphemeral(core, { channel, user: person.id, text: says, blocks: [] });
    return { ok: false, reason, says };
  };
  if (!core.app.commands.some((one) => one.command === name)) return fail(`${name} is not a valid command.`, 'failed');
  const origin = { channel, user: person.id };
  const form = commandForm(core, person, conversation, name, text, { trigger_id: core.triggers.issue({ user: person.id }), response_url: core.responseUrls.issue(origin) });
  const answer = await core.dispatch.ask('command', form, form);
  if (!answer.ok) return fail(`${name} failed with the error "${answer.reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed'}"`, answer.reason);
  if (answer.body === '') return { ok: true };
  try {
    reply(core, origin, asReply(answer.body));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return fail(`${name} failed with the error "dispatch_failed"`, 'bad_answer');
  }
};
