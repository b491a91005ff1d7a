import { z } from 'zod';
import { type ViewDraft, viewDraft } from '../blocks/validate.js';
import { basePayload } from '../payloads.js';
import { SlackError } from '../slack-error.js';
import type { Submitted, View } from '../types.js';
import { closeModals, pushModal, replaceView, topModal } from '../views.js';
import { type Seat, TROUBLE, askApp } from './asking.js';
import { fieldErrors } from './checks.js';

/** https://docs.slack.dev/surfaces/modals#updating_views_response */
const Response = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

const openOf = (seat: Seat): View => {
  const view = topModal(seat.core.workspace, seat.person.id);
  if (!view) throw new Error(`${seat.person.name} has no modal open.`);
  return view;
};

const next = (seat: Seat): Submitted => {
  const view = topModal(seat.core.workspace, seat.person.id);
  return view ? { open: view } : { closed: true };
};

const isInput = (view: View, block: string) => view.blocks.some(({ type, block_id }) => type === 'input' && block_id === block);

/** Does what the app answered a submit with. Throws SlackError or ZodError where Slack could not: the person then sees trouble. */
const carryOut = (seat: Seat, view: View, body: string): Submitted => {
  const { workspace } = seat.core;
  const user = seat.person.id;
  const draft = (given: unknown): ViewDraft => viewDraft(given, 'modal', () => workspace.newId('b'));
  const parsed: unknown = body.trim() === '' ? {} : JSON.parse(body);
  if (typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length === 0) {
    closeModals(workspace, user, false);
    return next(seat);
  }
  const response = Response.parse(parsed);
  switch (response.response_action) {
    case 'errors':
      if (!Object.keys(response.errors).every((block) => isInput(view, block))) throw new SlackError('invalid_arguments');
      return { errors: response.errors };
    case 'update':
      return { open: replaceView(workspace, user, view, draft(response.view)) };
    case 'push':
      return { open: pushModal(workspace, user, view.id, draft(response.view)) };
    case 'clear':
      closeModals(workspace, user, true);
      return { closed: true };
  }
};

const isBadAnswer = (error: unknown) => error instanceof SlackError || error instanceof z.ZodError || error instanceof SyntaxError;

/** Submits the topmost modal, after the checks that Slack's client makes itself. */
export const submit = async (seat: Seat): Promise<Submitted> => {
  const { core, person } = seat;
  const view = openOf(seat);
  const errors = fieldErrors(view);
  if (Object.keys(errors).length > 0) return { errors };
  const trigger_id = core.triggers.issue({ user: person.id, view: view.id });
  const answer = await askApp(seat, { type: 'view_submission', ...basePayload(core, person), trigger_id, view, response_urls: [] });
  if (!answer.ok) return { failed: TROUBLE };
  // The app may have changed the view while it answered.
  const now = core.workspace.modals.get(person.id)?.find(({ id }) => id === view.id);
  if (!now) return next(seat);
  try {
    return carryOut(seat, now, answer.body);
  } catch (error) {
    if (isBadAnswer(error)) return { failed: TROUBLE };
    throw error;
  }
};

/** Closes one modal or all; the app hears of those that wish it. */
export const closes = async (seat: Seat, all: boolean): Promise<void> => {
  const { core, person } = seat;
  const cleared = all || openOf(seat).clear_on_close;
  const gone = closeModals(core.workspace, person.id, cleared);
  for (const view of gone.filter(({ notify_on_close }) => notify_on_close)) {
    await askApp(seat, { type: 'view_closed', ...basePayload(core, person), view, is_cleared: cleared });
  }
};
