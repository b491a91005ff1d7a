import type { Ephemeral, Message, View } from '../types.js';
import type { Conversation, Workspace } from '../workspace.js';

/** mrkdwn as letters: mentions as names, links as their words, the three escapes undone last. */
export const plain = (text: string, { people, ids, conversations }: Workspace): string =>
  text
    .replace(/<@([UW]\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${id === ids.botUser ? 'Rounds' : (people.get(id)?.name ?? id)}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `#${label ?? conversations.get(id)?.name ?? id}`)
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Words that a person sees of a block, in order. Ids, values and metadata are no words. */
const wordsOf = (value: unknown, workspace: Workspace): string[] => {
  if (Array.isArray(value)) return value.flatMap((part) => wordsOf(part, workspace));
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, user_id, confirm: _confirm, placeholder, initial_option: _initial, ...rest } = value as Record<string, unknown>;
  if (type === 'mrkdwn' || type === 'markdown') return [plain(String(text), workspace)];
  if (type === 'plain_text' || (type === 'text' && typeof text === 'string')) return [String(text)];
  if (type === 'user') return [plain(`<@${String(user_id)}>`, workspace)];
  return [...wordsOf(text, workspace), ...wordsOf(placeholder, workspace), ...Object.values(rest).flatMap((part) => wordsOf(part, workspace))];
};

/** An app's message with blocks shows them alone, and its text is for notifications; a person's rich text says the same as their text. */
const wordsOfMessage = ({ text, blocks = [], client_msg_id }: Pick<Message, 'text' | 'blocks' | 'client_msg_id'>, workspace: Workspace): string =>
  blocks.length === 0 || client_msg_id !== undefined ? plain(text, workspace) : blocks.flatMap((block) => wordsOf(block, workspace)).join('\n');

const chosen = (view: View, workspace: Workspace): string[] =>
  Object.values(view.state.values).flatMap((block) =>
    Object.values(block).flatMap((state) => Object.values(state).flatMap((answer) => (typeof answer === 'string' && answer !== state.type ? [answer] : wordsOf(answer, workspace)))),
  );

export const readsView = (view: View, workspace: Workspace): string =>
  [view.title?.text ?? '', ...view.blocks.flatMap((block) => wordsOf(block, workspace)), ...chosen(view, workspace), view.submit?.text ?? '', view.close?.text ?? ''].filter(Boolean).join('\n');

/** Everything in a conversation that this person can read, oldest first. */
export const readsConversation = ({ messages, id }: Conversation, ephemerals: Ephemeral[], user: string, workspace: Workspace): string =>
  [...messages, ...ephemerals.filter((one) => one.user === user && one.channel === id)]
    .sort((one, other) => Number(one.ts) - Number(other.ts))
    .map((message) => wordsOfMessage(message, workspace))
    .join('\n');
