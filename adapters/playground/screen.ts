import type { PersonSpec, SlackDouble } from './double/types.js';
import type { Snapshot, SnapshotPerson } from './snapshot.js';

/** Older messages stay in the workspace, but off the screen. */
const SHOWN = 300;

const shown = ({ id, name, title = '', deactivated = false }: PersonSpec): SnapshotPerson => ({ id, name, title, away: deactivated });

/** What this person's browser shows, with one conversation open where `channel` names one of theirs. Throws for an unknown person. */
export const screen = (double: SlackDouble, user: string, channel: string | undefined, { practice, timezone, movable }: { practice: string; timezone?: string | undefined; movable: boolean }): Snapshot => {
  const person = double.as(user);
  const { people, app, conversations, modals, now } = double.overview(user);
  const everybody = people.map(shown);
  const open = conversations.find(({ id }) => id === channel);
  const home = person.home();
  return {
    practice,
    ...(timezone !== undefined && { timezone }),
    now: now.toISOString(),
    movable,
    me: everybody.find(({ id }) => id === user) ?? { id: user, name: user, title: '', away: false },
    people: everybody,
    bot: { id: double.ids.botUser, name: 'Rounds' },
    shortcuts: { message: app.messageShortcuts, global: app.globalShortcuts },
    commands: app.commands,
    conversations: conversations.map(({ lastRead: _lastRead, ...conversation }) => conversation),
    ...(open && { open: { id: open.id, messages: person.messages(open.id).slice(-SHOWN), ephemerals: person.ephemerals(open.id), lastRead: open.lastRead } }),
    modals,
    ...(home && { home }),
  };
};
