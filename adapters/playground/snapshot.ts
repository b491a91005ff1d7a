import type { Ephemeral, Message, View } from './double/shapes.js';

export type SnapshotPerson = { id: string; name: string; title: string; away: boolean };
export type SnapshotConversation = { id: string; name: string; kind: 'channel' | 'private' | 'im'; topic: string; unread: number; /** The other one of a DM. */ other?: string };

/** Everything that one person's screen shows. The browser asks for it whenever something changed. */
export type Snapshot = {
  practice: string;
  timezone?: string;
  now: string;
  /** Whether the clock can be moved from here. */
  movable: boolean;
  me: SnapshotPerson;
  people: SnapshotPerson[];
  bot: { id: string; name: string };
  shortcuts: { message: { callbackId: string; name: string }[]; global: { callbackId: string; name: string }[] };
  commands: { command: string; description: string; usageHint?: string }[];
  conversations: SnapshotConversation[];
  open?: { id: string; messages: Message[]; ephemerals: Ephemeral[]; lastRead: string };
  modals: View[];
  home?: View;
};
