// The shortcuts. Opening the modal is the first thing they do: a trigger lives three seconds.
import type { Form } from '../../src/view/nodes.js';
import type { SourceMessage } from '../../src/use-cases/rounds.js';
import type { Ack, Deps } from './deps.js';
import { within } from './patience.js';
import { GlobalShortcut, MessageShortcut } from './payload.js';
import { readText } from './read-text.js';
import { messageForm, renderForm } from './render-form.js';
import type { Actor } from './who.js';
import { words } from './words.js';

type Shortcut = (body: unknown, ack: Ack<void>) => Promise<void>;

/** A message's address, made as Slack makes it, so that no call stands between the press and the modal. */
const linkTo = (workspace: string, channel: string, ts: string, thread: string | null) => {
  if (!URL.canParse(workspace)) return null;
  const link = new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspace);
  if (thread !== null && thread !== ts) link.search = new URLSearchParams({ thread_ts: thread, cid: channel }).toString();
  return link.href;
};

const sourceOf = ({ channel, message_ts, message }: ReturnType<typeof MessageShortcut.parse>, workspace: string): SourceMessage => ({
  platform: 'slack',
  channel: channel.id,
  ts: message_ts,
  thread: message.thread_ts ?? message_ts,
  link: linkTo(workspace, channel.id, message_ts, message.thread_ts ?? null),
  author: message.user ?? message.bot_id ?? null,
  text: readText(message.text ?? ''),
});

/** Shows `form` where it comes in time, else a view that waits for it. Gives the view as it was drawn; null where nobody sees it. */
export const openSoon = async ({ show, after, patience }: Pick<Deps, 'show' | 'after' | 'patience'>, user: string, trigger: string, form: Promise<Form>): Promise<{ id: string; hash: string } | null> => {
  const first = await within(form, patience.openMs, after);
  if (!first.late) return show.openToChange(user, trigger, renderForm(first.value));
  const viewId = await show.open(user, trigger, renderForm(messageForm(words.oneMoment)));
  if (viewId === null) return null;
  // Who closed the waiting view does not want the form any more.
  const { result, hash } = await show.update(viewId, renderForm(await form));
  return result === 'shown' && hash !== null ? { id: viewId, hash } : null;
};

/** What a model makes of the message is drawn into the open form, unless the person has gone on in it: then it is dropped. */
const improve = async ({ rounds, asCaller, show }: Deps, actor: Actor, form: Form, view: { id: string; hash: string }): Promise<void> => {
  const better = await asCaller<Form | null>(actor, (caller) => rounds.betterForm(caller, form), () => null);
  if (better !== null) await show.update(view.id, renderForm(better), view.hash);
};

/** `create_task`, on a message. */
export const makeCreateTask = (deps: Deps): Shortcut =>
  async (body, ack) => {
    const shortcut = MessageShortcut.parse(body);
    const actor = { id: shortcut.user.id, team: shortcut.user.team_id ?? null };
    const form = deps.asCaller(actor, async (caller) => deps.rounds.newTask(caller, sourceOf(shortcut, (await deps.whoWeAre.known()).url)), messageForm);
    await ack();
    const view = await openSoon(deps, actor.id, shortcut.trigger_id, form);
    if (view !== null) await improve(deps, actor, await form, view);
  };

/** `new_task`, from anywhere. */
export const makeNewTask = (deps: Deps): Shortcut =>
  async (body, ack) => {
    const shortcut = GlobalShortcut.parse(body);
    const actor = { id: shortcut.user.id, team: shortcut.user.team_id ?? null };
    const form = deps.asCaller(actor, (caller) => deps.rounds.newTask(caller, null), messageForm);
    await ack();
    await openSoon(deps, actor.id, shortcut.trigger_id, form);
  };
