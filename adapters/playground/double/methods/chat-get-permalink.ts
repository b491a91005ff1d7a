import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { type Method, required, text } from './method.js';
import { visible } from './reach.js';

export const chatGetPermalink: Method = {
  limit: limits.generous,
  run: (core, args) => {
    const conversation = visible(core, text(args, 'channel'));
    const ts = required(args, 'message_ts');
    const message = conversation.messages.find((one) => one.ts === ts);
    if (!message) throw new SlackError('message_not_found');
    const thread = message.thread_ts !== undefined && message.thread_ts !== ts ? `?thread_ts=${message.thread_ts}&cid=${conversation.id}` : '';
    return { channel: conversation.id, permalink: `https://${core.workspace.ids.domain}.slack.com/archives/${conversation.id}/p${ts.replace('.', '')}${thread}` };
  },
};
