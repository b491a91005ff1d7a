// What Rounds needs of a chat platform to send a notice. One implementation a platform; each holds its own rate limits.
import type { Platform } from '../domain/playbook.js';
import type { Message } from '../view/nodes.js';

/** Where a message stands, in the platform's own ids. */
export type MessageRef = { channel: string; ts: string };

export type Destination =
  | { to: 'person'; id: string }
  | { to: 'channel'; id: string }
  | { to: 'thread'; channel: string; ts: string };

export type ChatPlatform = {
  /** `mail` reaches people alone, those without chat, and says that there is something. */
  name: Platform | 'mail';
  /** Posts once. Throws Throttled or Undeliverable; any other error may heal and is tried again. `key` is the notice's. */
  post(destination: Destination, message: Message, key: string): Promise<MessageRef>;
  /** Replaces a message in place; `gone` where a person deleted it. Throws as `post` does. */
  update(ref: MessageRef, message: Message): Promise<'updated' | 'gone'>;
};

/** Whether people talk there: mail brings messages to them alone. */
export const isChat = <Named extends { name: ChatPlatform['name'] }>(platform: Named): platform is Named & { name: Platform } => platform.name !== 'mail';

/** The platform asks to wait. */
export class Throttled extends Error {
  override name = 'Throttled';
  constructor(readonly retryAfterMs: number) {
    super(`throttled for ${retryAfterMs} ms`);
  }
}

/** Trying again cannot help: the bot is not in the channel, the person is gone. `reason` is the platform's own code. */
export class Undeliverable extends Error {
  override name = 'Undeliverable';
  constructor(readonly reason: string) {
    super(`undeliverable: ${reason}`);
  }
}
