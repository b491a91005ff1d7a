// Notices: messages that nobody asked for at this moment, and edits of those that stand. Trying again is the relay's business.
import { Undeliverable } from '../../src/ports/chat-platform.js';
import type { ChatPlatform, Destination, MessageRef } from '../../src/ports/chat-platform.js';
import type { Addresses } from './addresses.js';
import type { Connector, Rendered } from './connector.js';
import type { Message } from '../../src/view/nodes.js';
import { renderMessage } from './render-card.js';
import type { MessagePlace } from './render-nodes.js';

/** Teams' words for a message that is not there any more. */
const GONE = new Set(['ActivityNotFoundInConversation', 'MessageNotFound', 'http_404']);

export type Deps = { connector: Connector; addresses: Addresses; place: MessagePlace };

/** A message into somebody's chat with the bot, which is opened where there was none. */
export const makeSendTo = ({ connector, addresses }: Pick<Deps, 'connector' | 'addresses'>) =>
  async (person: string, message: Rendered): Promise<MessageRef> => {
    const known = await addresses.chatOf(person);
    const service = known?.service ?? (await addresses.service());
    if (service === null) throw new Undeliverable('nobody_wrote_yet');
    const conversation = known?.conversation ?? (await connector.chatWith(service, person));
    if (known === null) await addresses.keepChat(person, { service, conversation });
    return { channel: conversation, ts: await connector.send(service, conversation, message) };
  };

/** A channel's thread has a conversation of its own; a chat has none. */
const conversationOf = ({ channel, ts }: { channel: string; ts: string }) => (channel.includes('@thread.tacv2') || channel.includes('@thread.skype') ? `${channel};messageid=${ts}` : channel);

/** Teams as a platform for notices. */
export const makePlatform = ({ connector, addresses, place }: Deps): ChatPlatform => {
  const sendTo = makeSendTo({ connector, addresses });
  const serviceOrThrow = async () => {
    const service = await addresses.service();
    if (service === null) throw new Undeliverable('nobody_wrote_yet');
    return service;
  };

  const rendered = async (message: Message, conversation: string | undefined): Promise<Rendered> =>
    renderMessage(message, { ...place, reader: conversation === undefined ? undefined : await addresses.readerOf(conversation) });

  const post = async (destination: Destination, message: Message): Promise<MessageRef> => {
    switch (destination.to) {
      case 'person':
        return sendTo(destination.id, await rendered(message, (await addresses.chatOf(destination.id))?.conversation));
      case 'channel': {
        const { conversation, id } = await connector.postIn(await serviceOrThrow(), destination.id, renderMessage(message, place));
        return { channel: conversation, ts: id };
      }
      case 'thread': {
        const conversation = conversationOf(destination);
        return { channel: conversation, ts: await connector.send(await serviceOrThrow(), conversation, renderMessage(message, place)) };
      }
    }
  };

  return {
    name: 'teams',
    post,
    async update({ channel, ts }, message) {
      try {
        await connector.replace(await serviceOrThrow(), channel, ts, await rendered(message, channel));
        return 'updated';
      } catch (error) {
        if (error instanceof Undeliverable && GONE.has(error.reason)) return 'gone';
        throw error;
      }
    },
  };
};
