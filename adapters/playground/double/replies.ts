import { z } from 'zod';
import { messageBlocks } from './blocks/validate.js';
import type { Core } from './core.js';
import { change, post, postEphemeral, remove } from './messages.js';
import type { Origin } from './response-urls.js';
import { SlackError } from './slack-error.js';

/** What an app may answer a command with, or send to a response URL. */
const Reply = z.object({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

const withoutOriginal = (core: Core, { message, channel }: Origin) => {
  const { workspace } = core;
  const conversation = workspace.conversations.get(channel);
  const ephemeral = workspace.ephemerals.findIndex(({ ts }) => message?.ephemeral && ts === message.ts);
  const posted = conversation?.messages.find(({ ts }) => ts === message?.ts);
  if (ephemeral >= 0) workspace.ephemerals.splice(ephemeral, 1);
  else if (conversation && posted) void remove(core, conversation, posted);
  workspace.changed();
};

/** Carries out a reply. Throws SlackError where Slack would refuse it. */
export const reply = (core: Core, origin: Origin, body: unknown): void => {
  const parsed = Reply.safeParse(body);
  if (!parsed.success) throw new SlackError('invalid_payload');
  const { text = '', blocks: given, response_type, replace_original, delete_original, thread_ts: thread = origin.thread } = parsed.data;
  if (delete_original) return withoutOriginal(core, origin);
  if (text === '' && !given?.length) throw new SlackError('no_text');
  const blocks = given ? messageBlocks(given, () => core.workspace.newId('b')) : [];
  const { channel, user, message } = origin;
  const conversation = core.workspace.conversations.get(channel);
  if (replace_original && message) {
    const ephemeral = core.workspace.ephemerals.find(({ ts }) => message.ephemeral && ts === message.ts);
    const posted = conversation?.messages.find(({ ts }) => ts === message.ts);
    if (ephemeral) Object.assign(ephemeral, { text, blocks });
    else if (conversation && posted) change(core, conversation, posted, { text, blocks });
    return core.workspace.changed();
  }
  if (response_type === 'in_channel' && conversation) {
    post(core, conversation, { user: core.workspace.ids.botUser, text, blocks, ...(thread !== undefined && { thread }) });
    return;
  }
  postEphemeral(core, { channel, user, text, blocks, ...(thread !== undefined && { thread }) });
};
