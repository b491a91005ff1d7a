import { authTest } from './auth-test.js';
import { chatDelete } from './chat-delete.js';
import { chatGetPermalink } from './chat-get-permalink.js';
import { chatPostEphemeral } from './chat-post-ephemeral.js';
import { chatPostMessage } from './chat-post-message.js';
import { chatUpdate } from './chat-update.js';
import { conversationsHistory } from './conversations-history.js';
import { conversationsInfo } from './conversations-info.js';
import { conversationsJoin } from './conversations-join.js';
import { conversationsList } from './conversations-list.js';
import { conversationsMembers } from './conversations-members.js';
import { conversationsOpen } from './conversations-open.js';
import { conversationsReplies } from './conversations-replies.js';
import type { Method } from './method.js';
import { usersInfo } from './users-info.js';
import { usersList } from './users-list.js';
import { viewsOpen } from './views-open.js';
import { viewsPublish } from './views-publish.js';
import { viewsPush } from './views-push.js';
import { viewsUpdate } from './views-update.js';

/** The Web API's methods by name; every other is `unknown_method`. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'chat.delete': chatDelete,
  'chat.getPermalink': chatGetPermalink,
  'chat.postEphemeral': chatPostEphemeral,
  'chat.postMessage': chatPostMessage,
  'chat.update': chatUpdate,
  'conversations.history': conversationsHistory,
  'conversations.info': conversationsInfo,
  'conversations.join': conversationsJoin,
  'conversations.list': conversationsList,
  'conversations.members': conversationsMembers,
  'conversations.open': conversationsOpen,
  'conversations.replies': conversationsReplies,
  'users.info': usersInfo,
  'users.list': usersList,
  'views.open': viewsOpen,
  'views.publish': viewsPublish,
  'views.push': viewsPush,
  'views.update': viewsUpdate,
};
