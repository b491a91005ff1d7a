// What a platform's adapter may ask of Rounds: every door calls these and nothing else.
import type { CameBy, Door } from '../domain/task.js';
import type { PersonKey } from '../domain/playbook.js';
import type { Answers, Form, FormName, FormRef, Message, Page, ActionRef, Standing } from '../view/nodes.js';

/** Who acts, through which door. Adapters get one from `whoIs` and never make one themselves. */
export type Caller = { person: PersonKey; door: Door };

/** How a platform knows somebody. The adapter reads the flags from the platform's own profile. */
export type Stranger = { platform: 'slack' | 'teams'; id: string; outsider: boolean; guest: boolean };

/** The chat message that a shortcut was used on. Its text is sealed before it is stored anywhere. */
export type SourceMessage = {
  platform: 'slack' | 'teams';
  channel: string;
  ts: string;
  thread: string;
  link: string | null;
  /** The author's id on the platform. */
  author: string | null;
  text: string;
  cameBy?: CameBy;
};

/** A private answer to the person who acted, or nothing to say. */
export type Submitted =
  | { result: 'done'; say: Message | null }
  /** By the input's key. */
  | { result: 'errors'; errors: Readonly<Record<string, string>> }
  /** Shown in place of the form: a refusal in words, or the next question. */
  | { result: 'next'; form: Form };

export type Pressed =
  /** The card where the press came from, as it is now: an ephemeral copy is redrawn with it. `inForm` is the card for a modal, which may show less; absent: the same. */
  | { result: 'done'; message: Message; inForm?: Message; say: Message | null }
  | { result: 'form'; form: Form }
  | { result: 'say'; say: Message };

/** An answer to a typed command. `inForm` is the answer for a modal, which may show less than a message; absent: the same. */
export type Replied = { result: 'say'; say: Message; inForm?: Message } | { result: 'form'; form: Form };

export type Rounds = {
  /** The caller, or the sentence that says who can add them. */
  whoIs(stranger: Stranger, door: Door): Promise<{ ok: true; caller: Caller } | { ok: false; say: Message }>;
  /** The form for a new task: of a message, or empty. Says first where the message or its thread has a task already. */
  newTask(caller: Caller, source: SourceMessage | null): Promise<Form>;
  /** The form of a message as a model's suggestion makes it; null where there is no model or nothing came of it. May take seconds: nobody waits for it. */
  betterForm(caller: Caller, form: { name: FormName; ref: FormRef }): Promise<Form | null>;
  /** The same form after a choice that changes it. `answers` are what stands in it. */
  redraw(caller: Caller, form: { name: FormName; ref: FormRef }, answers: Answers): Promise<Form>;
  submit(caller: Caller, form: { name: FormName; ref: FormRef }, answers: Answers): Promise<Submitted>;
  /** `pressId` is the platform's id of this press: delivered twice, it is done once. */
  press(caller: Caller, button: { verb: string; ref: ActionRef }, pressId: string): Promise<Pressed>;
  /** The words after `/rounds`, or to the bot. */
  command(caller: Caller, text: string): Promise<Replied>;
  home(caller: Caller): Promise<Page>;
  /** A message as it is now, for whoever looks at it; null where there is nothing to say anew, and what stands may stay. */
  asItIs(caller: Caller, standing: Standing): Promise<Message | null>;
  /** A source message was edited or deleted. */
  sourceChanged(source: { platform: 'slack' | 'teams'; channel: string; ts: string }, changed: 'edited' | 'deleted', eventId: string): Promise<void>;
  /** A person's account was deactivated: their open tasks go to the queue's lead, with one message. */
  personLeft(stranger: Pick<Stranger, 'platform' | 'id'>, eventId: string): Promise<void>;
  /** The sentence for a fault, with an id that a log line carries. */
  apology(reference: string): Message;
  /** The sentence for a store that does not answer in time: `saving` while it may still succeed, `lost` when it did not. */
  slowStore(state: 'saving' | 'lost'): Message;
};
