// What stands in a workspace, in Slack's own words. The browser's pages know these shapes as well: nothing of Node here.

export type TextObject = { type: 'plain_text' | 'mrkdwn'; text: string };

/** A block as it was accepted: valid by Slack's rules, and with a `block_id`. */
export type Block = { type: string; block_id: string; [key: string]: unknown };

/** One element's answer in Slack's own shape, e.g. `{ type: 'static_select', selected_option: { … } | null }`. */
export type ElementState = { type: string; [key: string]: unknown };
export type ViewState = { values: Record<string, Record<string, ElementState>> };

/** A modal or home as Slack returns it. */
export type View = {
  id: string;
  type: 'modal' | 'home';
  team_id: string;
  app_id: string;
  bot_id: string;
  app_installed_team_id: string;
  blocks: Block[];
  title: TextObject | null;
  submit: TextObject | null;
  close: TextObject | null;
  private_metadata: string;
  callback_id: string;
  external_id: string;
  state: ViewState;
  hash: string;
  clear_on_close: boolean;
  notify_on_close: boolean;
  root_view_id: string | null;
  previous_view_id: string | null;
};

/** A message as `conversations.history` gives it. */
export type Message = {
  type: 'message';
  ts: string;
  user: string;
  text: string;
  team: string;
  blocks?: Block[];
  bot_id?: string;
  app_id?: string;
  thread_ts?: string;
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  edited?: { user: string; ts: string };
  metadata?: unknown;
  client_msg_id?: string;
};

/** A message that one person alone sees; gone with the next start. */
export type Ephemeral = { id: string; channel: string; user: string; ts: string; text: string; blocks: Block[]; thread_ts?: string };

/** Where a control stands: in a message, on the app's home, or (`modal`) in the topmost open modal. */
export type Place = { channel: string; ts: string } | 'home' | 'modal';

/** An answer in plain words: an option's value, text, `2026-11-24`, a user id; several for multi-selects and checkboxes; null to empty it. */
export type Answer = string | string[] | null;

/** What came of asking the app something. `says` is what Slack would show the person. */
export type Outcome = { ok: true } | { ok: false; reason: 'timeout' | 'failed' | 'bad_answer'; says: string };

/** What came of a submit: field errors by block_id (Slack's own checks or the app's), or what the person sees next. */
export type Submitted = { errors: Record<string, string> } | { open: View } | { closed: true } | { failed: string };
