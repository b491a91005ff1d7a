// What a person sees, as plain data. Every platform's renderer draws each kind; a new kind breaks the build until all do.
// Strings are letters: a renderer escapes them, so that `<!channel>` or `*bold*` typed by a person stays what was typed.

/** What somebody does on the platform itself; each says how it is done there. */
export type Deed = 'bring_in' | 'write_first';

/** A piece of a line. `typed`: words that are said to Rounds, written as each platform has it (`/rounds mine`, `mine`). */
export type Span = string | { strong: string } | { href: string; label: string } | { typed: string } | { deed: Deed };
export type Line = string | readonly Span[];

/** What a button carries: which task, the version that the person saw, and an argument. Never authority, never patient data. */
export type ActionRef = { task?: number; version?: number; arg?: string };

export type Button = {
  /** `start`, `wait`, `more`, …: on Slack the action id is `task:<verb>`. */
  verb: string;
  label: string;
  ref: ActionRef;
  style?: 'primary' | 'danger';
  /** Asked before it is done: destructive buttons say what will be lost. */
  confirm?: { title: string; text: string; yes: string; no: string };
  /** A link instead of a press. */
  url?: string;
};

export type Node =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; lines: readonly Line[] }
  /** Secondary: smaller or greyer. */
  | { kind: 'small'; lines: readonly Line[] }
  /** Text with one button at its side. */
  | { kind: 'row'; lines: readonly Line[]; button: Button }
  | { kind: 'buttons'; buttons: readonly Button[] }
  | { kind: 'divider' };

/**
 * What a message stands for, where it can be shown again as it is then: a task's card, somebody's home, the notice of this key (`news`: the version
 * that it showed when it came, while that is news). Ids only, never authority: whoever asks is asked who they are.
 */
export type Standing = { show: 'home' } | { show: 'task'; task: number } | { show: 'notice'; key: string; news?: number };

/** `summary` is what a notification shows on a locked phone: generic, without patient data in every PHI mode. `standing`: for platforms whose messages ask for themselves anew when somebody looks. */
export type Message = { summary: string; nodes: readonly Node[]; standing?: Standing };
export type Page = { nodes: readonly Node[] };

export type Option = { value: string; label: string; about?: string };

export type Control =
  | { kind: 'text'; multiline: boolean; max: number; value?: string; placeholder?: string }
  | { kind: 'number'; decimals: boolean; min?: number; value?: number }
  | { kind: 'date'; value?: string }
  /** Values are ISO UTC. */
  | { kind: 'datetime'; value?: string }
  /** `radio` shows every option with its line; `list` is a drop-down. */
  | { kind: 'choice'; style: 'list' | 'radio'; options: readonly Option[]; value?: string }
  | { kind: 'choices'; options: readonly Option[]; value?: readonly string[] }
  /** Somebody's account, or a channel, of the platform on which the form is shown: the platform's own menu, and its own id as the answer. */
  | { kind: 'account'; value?: string }
  | { kind: 'channel'; value?: string };

export type Input = {
  kind: 'input';
  /** On Slack the block id; its action id is `value`. */
  key: string;
  label: string;
  hint?: string;
  optional: boolean;
  control: Control;
  /** Made for what tells who a patient is: it is not warned about. */
  ofPatient?: boolean;
  /** Choosing redraws the form: fields that depend on it appear, and what was typed stays. */
  redraws?: boolean;
};

export const FORMS = [
  'task_form', 'exists_form', 'wait_form', 'block_form', 'done_form', 'more_form', 'reassign_form', 'reviewer_form', 'due_form', 'extend_form', 'priority_form',
  'note_form', 'snooze_form', 'on_it_form', 'cancel_form', 'reopen_form', 'restore_form', 'fields_form', 'send_back_form', 'start_form', 'triage_form', 'task_view', 'history_view',
  'list_view', 'message_view', 'away_form', 'move_form', 'handoff_form', 'settings_form',
  'setup_view', 'person_form', 'queue_form', 'turn_on_form', 'turn_off_form', 'hours_form', 'rule_form', 'rule_out_form', 'go_back_form',
] as const;
export type FormName = (typeof FORMS)[number];

/** What a form remembers between opening and submitting: ids only (Slack's private metadata, Teams' submit data). */
export type FormRef = {
  /** This form's own id: submitting it twice is one command. */
  form: string;
  task?: number;
  version?: number;
  arg?: string;
};

export type Form = {
  name: FormName;
  /** At most 24 characters (Slack's limit for a view's title). */
  title: string;
  /** Absent: the form only shows. At most 24 characters. */
  submit?: string;
  close: string;
  ref: FormRef;
  /** Takes the place of the form whose button opened it; absent: it lies on top, and closing it leads back. */
  instead?: true;
  parts: readonly (Node | Input)[];
};

/** Answers as adapters flatten them: by the input's key; empty answers are absent. Numbers come as text. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;
