// A press on a button: of a message, of a copy that one person sees, of a modal, of App Home.
import type { ModalView } from '@slack/types';
import type { Pressed } from '../../src/use-cases/rounds.js';
import { taskName } from '../../src/domain/task.js';
import type { ActionRef, Form, Message } from '../../src/view/nodes.js';
import { decodeAction } from './codec.js';
import type { Ack, Deps } from './deps.js';
import { within } from './patience.js';
import type { BlockActions } from './payload.js';
import { isFull, readForm } from './read-form.js';
import type { SentView } from './read-form.js';
import { messageForm, renderForm } from './render-form.js';
import { words } from './words.js';

type ModalPress = { kind: 'modal'; view: SentView };
type Origin = ModalPress | { kind: 'home' } | { kind: 'message'; channel: string; thread: string | null; ephemeral: boolean; responseUrl: string | null };

const originOf = ({ view, container, message, response_url }: BlockActions): Origin => {
  if (view) return view.type === 'home' ? { kind: 'home' } : { kind: 'modal', view };
  // The first message of a thread stands in the channel: an answer in the thread would go unseen.
  const thread = message?.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : null;
  return { kind: 'message', channel: container.channel_id ?? '', thread, ephemeral: container.is_ephemeral ?? false, responseUrl: response_url ?? null };
};

/** Slack's id of the press. Without a trigger its time, person and place name it. */
const pressIdOf = ({ trigger_id, user, container, view, actions: [action] }: BlockActions) =>
  `slack:${trigger_id ?? [action?.action_ts, user.id, container.message_ts ?? view?.id ?? '', action?.action_id].join(':')}`;

const cardForm = ({ message, inForm = message, say }: Extract<Pressed, { result: 'done' }>, { view }: ModalPress, { task }: ActionRef): Form => ({
  // A page of a list stays a list.
  name: view.callback_id === 'list_view' ? 'list_view' : 'task_view',
  title: view.callback_id === 'more_form' && task !== undefined ? taskName(task) : view.title.text,
  close: view.close?.text ?? words.close,
  ref: readForm(view)?.ref ?? { form: 'card' },
  parts: say ? [...say.nodes, { kind: 'divider' }, ...inForm.nodes] : inForm.nodes,
});

const asForm = (pressed: Pressed): Form => {
  switch (pressed.result) {
    case 'form':
      return pressed.form;
    case 'say':
      return messageForm(pressed.say);
    case 'done':
      return messageForm(pressed.say ?? pressed.inForm ?? pressed.message);
  }
};

export const makePress = (deps: Deps) => {
  const { rounds, asCaller, show, publishHome, after, patience } = deps;

  /** A view on top of what the person sees, or `instead` of the one that was pressed. */
  const present = (body: BlockActions, origin: Origin, view: ModalView, instead = false): Promise<string | null> => {
    const user = body.user.id;
    if (origin.kind === 'modal' && (instead || isFull(origin.view) || !body.trigger_id)) return show.update(origin.view.id, view).then(() => origin.view.id);
    if (!body.trigger_id) return show.direct(user, words.tooLate).then(() => null);
    return origin.kind === 'modal' ? show.push(user, body.trigger_id, view) : show.open(user, body.trigger_id, view);
  };

  const say = async (body: BlockActions, origin: Origin, message: Message): Promise<void> => {
    if (origin.kind === 'message') await show.privately(body.user.id, origin, message);
    else await present(body, origin, renderForm(messageForm(message)));
  };

  /** The copy that was pressed is drawn anew where nobody else sees it; cards that others see are the relay's. */
  const redraw = async (body: BlockActions, origin: Origin, pressed: Extract<Pressed, { result: 'done' }>): Promise<void> => {
    const ref = decodeAction(body.actions[0]?.value ?? '') ?? {};
    if (origin.kind === 'modal') {
      const home = readForm(origin.view)?.home ?? false;
      await show.update(origin.view.id, renderForm(cardForm(pressed, origin, ref), { home, closesAll: Boolean(origin.view.previous_view_id) }));
      return;
    }
    if (origin.kind === 'message' && origin.ephemeral && origin.responseUrl !== null) await show.respond(origin.responseUrl, pressed.message, true);
    if (pressed.say) await say(body, origin, pressed.say);
  };

  const showResult = (body: BlockActions, origin: Origin, pressed: Pressed): Promise<unknown> => {
    switch (pressed.result) {
      case 'done':
        return redraw(body, origin, pressed);
      case 'form':
        return present(body, origin, renderForm(pressed.form, { home: origin.kind === 'home' || (origin.kind === 'modal' && (readForm(origin.view)?.home ?? false)) }), pressed.form.instead);
      case 'say':
        return say(body, origin, pressed.say);
    }
  };

  /** In the view that was opened to wait for it; where that was closed or never opened, the result is told all the same. A form is not: it was closed. */
  const showLate = async (body: BlockActions, origin: Origin, viewId: string | null, pressed: Pressed): Promise<void> => {
    const setting = { home: origin.kind === 'home', closesAll: origin.kind === 'modal' && pressed.result === 'done' };
    const shown = viewId !== null && (await show.update(viewId, renderForm(asForm(pressed), setting))).result === 'shown';
    if (shown || pressed.result === 'form') return;
    const message = pressed.say ?? words.saved;
    await (origin.kind === 'message' ? show.privately(body.user.id, origin, message) : show.direct(body.user.id, message));
  };

  return async (body: BlockActions, verb: string, ack: Ack<void>): Promise<void> => {
    const [action] = body.actions;
    // A link: Slack has opened it already.
    if (typeof action?.value !== 'string') return ack();
    const ref = decodeAction(action.value);
    const origin = originOf(body);
    const actor = { id: body.user.id, team: body.user.team_id ?? null };
    const work = asCaller<Pressed>(
      actor,
      async (caller) => (ref ? rounds.press(caller, { verb, ref }, pressIdOf(body)) : { result: 'say', say: words.unknown }),
      (sentence) => ({ result: 'say', say: sentence }),
    );
    const first = await within(work, patience.saveMs, after);
    await ack();
    if (first.late) {
      // The trigger is about to die: a view opened now can show whatever comes.
      const viewId = await present(body, origin, renderForm(messageForm(rounds.slowStore('saving'))));
      await showLate(body, origin, viewId, await work);
    } else await showResult(body, origin, first.value);
    if (origin.kind === 'home' && (await work).result !== 'form') await publishHome(actor);
  };
};
