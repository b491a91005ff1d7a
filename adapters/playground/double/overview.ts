import type { Core } from './core.js';
import { unreadCount } from './person/person.js';
import type { Overview } from './types.js';

/** What one person may see of the workspace: public channels that they are in, their DMs, their open modals. */
export const overview = (core: Core, user: string): Overview => {
  const { workspace, app } = core;
  const mine = [...workspace.conversations.values()].filter(({ members, archived }) => members.includes(user) && !archived);
  return {
    people: [...workspace.people.values()],
    app,
    conversations: mine.map((conversation) => {
      const { id, name, kind, topic, members } = conversation;
      const other = kind === 'im' ? members.find((member) => member !== user) : undefined;
      return { id, name, kind, topic, unread: unreadCount(core, conversation, user), lastRead: workspace.read.get(`${user}/${id}`) ?? '0', ...(other !== undefined && { other }) };
    }),
    modals: workspace.modals.get(user) ?? [],
    now: workspace.now(),
  };
};
