import type { Core } from '../core.js';
import { basePayload, channelPayload } from '../payloads.js';
import type { Answer, Block, ElementState, Ephemeral, Message, Outcome, Place, View } from '../types.js';
import { setView, topModal } from '../views.js';
import { type Control, controls, optionsOf, stateFor, withState } from '../view-state.js';
import { stateOf } from './answers.js';
import { type Seat, askApp, conversationOf, outcome } from './asking.js';

export type Surface = { blocks: Block[]; view: View } | { blocks: Block[]; channel: string; message: Message | Ephemeral; ephemeral: boolean };

/** Where a control stands. Throws where that is nothing that this person has before them. */
export const surface = (seat: Seat, place: Place): Surface => {
  const { core, person } = seat;
  if (place === 'home' || place === 'modal') {
    const view = place === 'home' ? core.workspace.homes.get(person.id) : topModal(core.workspace, person.id);
    if (!view) throw new Error(`${person.name} has no ${place} open.`);
    return { blocks: view.blocks, view };
  }
  const { channel, ts } = place;
  const ephemeral = core.workspace.ephemerals.find((one) => one.ts === ts && one.channel === channel && one.user === person.id);
  const message = ephemeral ?? conversationOf(seat, channel).messages.find((one) => one.ts === ts);
  if (!message) throw new Error(`${person.name} sees no message ${ts} in ${channel}.`);
  return { blocks: message.blocks ?? [], channel, message, ephemeral: ephemeral !== undefined };
};

/** A control by `action_id`, narrowed by its value or block. Throws where there is none, or more than one. */
export const controlBy = (blocks: Block[], actionId: string, { value, block }: { value?: string | undefined; block?: string | undefined } = {}): Control => {
  const found = controls(blocks).filter(
    (one) => one.element.action_id === actionId && (value === undefined || one.element.value === value) && (block === undefined || one.block.block_id === block),
  );
  const [first] = found;
  if (!first) throw new Error(`There is nothing to press with the action_id ${actionId}. There is: ${controls(blocks).map(({ element }) => element.action_id).join(', ') || 'nothing'}.`);
  if (found.length > 1) throw new Error(`${found.length} controls have the action_id ${actionId}: name a value or a block.`);
  return first;
};

/** A field by block_id, or by `block_id/action_id` where a block holds several. */
export const controlOf = (blocks: Block[], field: string): Control => {
  const [block, action] = field.split('/');
  const found = controls(blocks).filter(({ block: { block_id }, element }) => block_id === block && (action === undefined || element.action_id === action));
  const [first] = found;
  if (!first) throw new Error(`There is no field ${field}. There is: ${controls(blocks).map((one) => one.block.block_id).join(', ') || 'nothing'}.`);
  if (found.length > 1) throw new Error(`${field} holds ${found.length} fields: name one as block_id/action_id.`);
  return first;
};

export const container = (at: Surface) => {
  if ('view' in at) return { type: 'view', view_id: at.view.id };
  const { thread_ts } = at.message;
  return { type: 'message', message_ts: at.message.ts, channel_id: at.channel, is_ephemeral: at.ephemeral, ...(thread_ts !== undefined && { thread_ts }) };
};

const around = (core: Core, seat: Seat, at: Surface) => {
  if ('view' in at) return { view: at.view };
  const { channel, message, ephemeral } = at;
  const response_url = core.responseUrls.issue({ channel, user: seat.person.id, message: { ts: message.ts, ephemeral }, ...(message.thread_ts !== undefined && { thread: message.thread_ts }) });
  // Slack leaves the message itself out where it is ephemeral.
  return { channel: channelPayload(conversationOf(seat, channel)), response_url, state: stateFor(at.blocks), ...(!ephemeral && { message }) };
};

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const tellAction = async (seat: Seat, at: Surface, { block, element }: Control, state?: ElementState): Promise<Outcome> => {
  const { core, person } = seat;
  const { type, action_id, value, text } = element;
  const action = { type, action_id, block_id: block.block_id, ...(type === 'button' && { text, ...(value !== undefined && { value }) }), ...state, action_ts: core.workspace.newTs() };
  const trigger_id = core.triggers.issue({ user: person.id, ...('view' in at && at.view.type === 'modal' && { view: at.view.id }) });
  const answer = await askApp(seat, { type: 'block_actions', ...basePayload(core, person), container: container(at), trigger_id, ...around(core, seat, at), actions: [action] });
  return outcome(answer, 'Rounds did not answer in time. Try again?');
};

/** Presses a button, or picks from a menu that stands in a message, a modal or the home. */
export const press = async (seat: Seat, place: Place, actionId: string, which: { value?: string; block?: string; answer?: Answer } = {}): Promise<Outcome> => {
  const at = surface(seat, place);
  const control = controlBy(at.blocks, actionId, which);
  const { type } = control.element;
  if (type === 'button') return tellAction(seat, at, control);
  const { answer } = which;
  if (answer === undefined) throw new Error(`${actionId} is a ${type}: say which answer.`);
  if (type === 'overflow') {
    const picked = optionsOf(control.element).find(({ value, text }) => value === answer || text.text === answer);
    if (!picked) throw new RangeError(`The menu ${actionId} has no ${String(answer)}.`);
    return tellAction(seat, at, control, { type, selected_option: picked });
  }
  return choose(seat, place, control, answer);
};

/** Where the options stand that an external select has shown to this person. */
export const offeredKey = ({ person }: Seat, { block, element }: Control): string => `${person.id}/${block.block_id}/${element.action_id}`;

const answered = (seat: Seat, control: Control, answer: Answer): ElementState => stateOf(control, answer, seat.core.offered.get(offeredKey(seat, control)));

/** Keeps an answer in an open view; the app hears nothing of it. */
export const keep = (seat: Seat, view: View, control: Control, answer: Answer): View => {
  const kept = withState(view, control, answered(seat, control, answer));
  setView(seat.core.workspace, seat.person.id, kept);
  return kept;
};

/** Keeps an answer, and tells the app where the control dispatches. */
export const choose = async (seat: Seat, place: Place, control: Control, answer: Answer): Promise<Outcome> => {
  const at = surface(seat, place);
  const state = answered(seat, control, answer);
  if (!('view' in at)) return tellAction(seat, at, control, state);
  const view = keep(seat, at.view, control, answer);
  return control.dispatches ? tellAction(seat, { blocks: view.blocks, view }, control, state) : { ok: true };
};
