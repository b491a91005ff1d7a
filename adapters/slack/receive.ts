// Tells Bolt what we listen to. One listener a kind, and a table inside: what is not in the table is answered all the same, since Slack shows a warning
// for whatever is not acknowledged.
import type { App } from '@slack/bolt';
import type { Ack, Deps } from './deps.js';
import { decodeAction } from './codec.js';
import { makeCommand } from './command.js';
import { makeHomeOpened, makeMessageChanged, makeUserChanged } from './events.js';
import { AnyInteraction, BlockActions } from './payload.js';
import { makePress } from './press.js';
import { makeRedraw } from './redraw.js';
import { messageForm, renderForm } from './render-form.js';
import { INPUT_ACTION } from './render-input.js';
import { makeCreateTask, makeNewTask } from './shortcut.js';
import { makeSubmit } from './submit.js';
import { makeSuggest } from './suggest.js';
import { words } from './words.js';

/** What Rounds listens to, for the manifest. */
export const LISTENS_TO = {
  messageShortcuts: ['create_task'],
  globalShortcuts: ['new_task'],
  commands: ['/rounds'],
  events: ['app_home_opened', 'message', 'user_change'],
} as const;

const TASK_ACTION = /^task:([a-z_]+)$/;

/** A control of another version of Rounds: acknowledged, and explained to the person in a modal. */
const makeUnknown = ({ show }: Pick<Deps, 'show'>) =>
  async (body: unknown, ack: Ack<void>): Promise<void> => {
    await ack();
    const { user, trigger_id } = AnyInteraction.parse(body);
    await (trigger_id ? show.open(user.id, trigger_id, renderForm(messageForm(words.unknown))) : show.direct(user.id, words.unknown));
  };

/** Registers every listener. `forget` drops what is remembered of a user's profile. */
export const receive = (app: App, deps: Deps, forget: (user: string) => void): void => {
  const unknown = makeUnknown(deps);
  const shortcuts: Record<(typeof LISTENS_TO.messageShortcuts | typeof LISTENS_TO.globalShortcuts)[number], ReturnType<typeof makeNewTask>> = {
    create_task: makeCreateTask(deps),
    new_task: makeNewTask(deps),
  };
  const shortcutsById = new Map(Object.entries(shortcuts));
  const events: Record<(typeof LISTENS_TO.events)[number], ReturnType<typeof makeHomeOpened>> = {
    app_home_opened: makeHomeOpened(deps),
    message: makeMessageChanged(deps),
    user_change: makeUserChanged(deps, forget),
  };
  const press = makePress(deps);
  const redraw = makeRedraw(deps);
  const submit = makeSubmit(deps);
  const suggest = makeSuggest(deps);
  const command = makeCommand(deps);

  app.shortcut(/.*/, ({ body, ack }) => (shortcutsById.get(body.callback_id) ?? unknown)(body, ack));
  app.command(/.*/, ({ body, ack }) => command(body, ack));
  app.action({}, async ({ body, ack }) => {
    const acknowledge = ack as Ack<void>;
    const parsed = BlockActions.safeParse(body);
    const actionId = parsed.data?.actions[0]?.action_id ?? '';
    const verb = TASK_ACTION.exec(actionId)?.[1];
    // A suggestion's button fills in the form that it stands in.
    if (parsed.success && verb === 'suggested' && parsed.data.view?.type === 'modal') return redraw(parsed.data, parsed.data.view, acknowledge, decodeAction(parsed.data.actions[0]?.value ?? '')?.arg ?? '');
    if (parsed.success && verb !== undefined) return press(parsed.data, verb, acknowledge);
    if (parsed.success && actionId === INPUT_ACTION && parsed.data.view?.type === 'modal') return redraw(parsed.data, parsed.data.view, acknowledge);
    return unknown(body, acknowledge);
  });
  app.view({ type: 'view_submission' }, ({ body, ack }) => submit(body, ack as Parameters<typeof submit>[1]));
  app.options({}, ({ body, ack }) => suggest(body, ack as Parameters<typeof suggest>[1]));
  for (const [name, handle] of Object.entries(events)) app.event(name, ({ event, body }) => handle(event, body));
};
