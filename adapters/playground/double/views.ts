import type { ViewDraft } from './blocks/validate.js';
import { SlackError } from './slack-error.js';
import type { TextObject, View } from './types.js';
import { stateFor } from './view-state.js';
import type { Workspace } from './workspace.js';

/** https://docs.slack.dev/surfaces/modals#view-stack */
const STACK = 3;

const newHash = (workspace: Workspace) => `${workspace.newTs().split('.')[0]}.${workspace.newId('').toLowerCase()}`;
const text = (given: TextObject | undefined) => given ?? null;

const toView = (workspace: Workspace, draft: ViewDraft, place: Pick<View, 'id' | 'root_view_id' | 'previous_view_id'>, earlier?: View): View => ({
  ...place,
  type: draft.type,
  team_id: workspace.ids.team,
  app_id: workspace.ids.app,
  bot_id: workspace.ids.bot,
  app_installed_team_id: workspace.ids.team,
  blocks: draft.blocks,
  title: text(draft.title),
  submit: text(draft.submit),
  close: text(draft.close),
  private_metadata: draft.private_metadata ?? '',
  callback_id: draft.callback_id ?? '',
  external_id: draft.external_id ?? '',
  state: stateFor(draft.blocks, earlier?.state),
  hash: newHash(workspace),
  clear_on_close: draft.clear_on_close ?? false,
  notify_on_close: draft.notify_on_close ?? false,
});

const everyView = ({ modals, homes }: Workspace) => [...[...modals].flatMap(([user, views]) => views.map((view) => ({ user, view }))), ...[...homes].map(([user, view]) => ({ user, view }))];

const refuseTakenId = (workspace: Workspace, externalId: string | undefined, except?: string) => {
  if (externalId && everyView(workspace).some(({ view }) => view.external_id === externalId && view.id !== except)) throw new SlackError('duplicate_external_id');
};

const stackOf = (workspace: Workspace, user: string) => workspace.modals.get(user) ?? [];

/** Opens a modal as the only one that the person sees. */
export const openModal = (workspace: Workspace, user: string, draft: ViewDraft): View => {
  refuseTakenId(workspace, draft.external_id);
  const id = workspace.newId('V');
  const view = toView(workspace, draft, { id, root_view_id: id, previous_view_id: null });
  workspace.modals.set(user, [view]);
  workspace.changed();
  return view;
};

/** Lays a modal on `below`. Throws `not_found` where that one is closed, `push_limit_reached` at three. */
export const pushModal = (workspace: Workspace, user: string, below: string | undefined, draft: ViewDraft): View => {
  const stack = stackOf(workspace, user);
  const [root] = stack;
  const last = stack.at(-1);
  if (!root || !last || !stack.some(({ id }) => id === below)) throw new SlackError('not_found');
  if (stack.length >= STACK) throw new SlackError('push_limit_reached');
  refuseTakenId(workspace, draft.external_id);
  const view = toView(workspace, draft, { id: workspace.newId('V'), root_view_id: root.id, previous_view_id: last.id });
  workspace.modals.set(user, [...stack, view]);
  workspace.changed();
  return view;
};

/** Puts a view in another's place; what the person typed stays where block_id and action_id do. */
export const replaceView = (workspace: Workspace, user: string, earlier: View, draft: ViewDraft): View => {
  refuseTakenId(workspace, draft.external_id, earlier.id);
  const { id, root_view_id, previous_view_id } = earlier;
  const view = toView(workspace, draft, { id, root_view_id, previous_view_id }, earlier);
  setView(workspace, user, view);
  return view;
};

/** Keeps a changed copy of a view that is open. */
export const setView = (workspace: Workspace, user: string, view: View): void => {
  if (view.type === 'home') workspace.homes.set(user, view);
  else workspace.modals.set(user, stackOf(workspace, user).map((one) => (one.id === view.id ? view : one)));
  workspace.changed();
};

/** An open view by its id or external id. Throws `not_found`, or `hash_conflict` where it has changed since `hash`. */
export const findView = (workspace: Workspace, { viewId, externalId, hash }: { viewId?: string | undefined; externalId?: string | undefined; hash?: string | undefined }): { user: string; view: View } => {
  const found = everyView(workspace).find(({ view }) => (viewId ? view.id === viewId : externalId !== undefined && view.external_id === externalId));
  if (!found) throw new SlackError('not_found');
  if (hash !== undefined && hash !== found.view.hash) throw new SlackError('hash_conflict');
  return found;
};

export const publishHome = (workspace: Workspace, user: string, draft: ViewDraft, hash?: string): View => {
  const earlier = workspace.homes.get(user);
  if (hash !== undefined && earlier && hash !== earlier.hash) throw new SlackError('hash_conflict');
  const id = earlier?.id ?? workspace.newId('V');
  const view = toView(workspace, draft, { id, root_view_id: id, previous_view_id: null }, earlier);
  workspace.homes.set(user, view);
  workspace.changed();
  return view;
};

/** Takes the topmost modal away, or all. Gives those that went. */
export const closeModals = (workspace: Workspace, user: string, all: boolean): View[] => {
  const stack = stackOf(workspace, user);
  const gone = all ? stack : stack.slice(-1);
  workspace.modals.set(user, stack.slice(0, stack.length - gone.length));
  workspace.changed();
  return gone;
};

export const topModal = (workspace: Workspace, user: string): View | undefined => stackOf(workspace, user).at(-1);
