import type { Snapshot } from '../snapshot.js';
import { Composer } from './composer.js';
import { nameOf, useDesk } from './context.js';
import { Icon } from './icon.js';
import type { Shown } from './message.js';
import { MessageList } from './message-list.js';
import { Fragment, h } from './vendor/preact.js';
import { useEffect, useRef } from './vendor/preact-hooks.js';

type Open = NonNullable<Snapshot['open']>;

/** Posted and ephemeral messages of the channel itself, or of one thread, oldest first. */
export const itemsOf = ({ messages, ephemerals }: Open, thread?: string): Shown[] => {
  const belongs = ({ ts, thread_ts }: { ts: string; thread_ts?: string }) => (thread === undefined ? thread_ts === undefined || thread_ts === ts : thread_ts === thread || ts === thread);
  const shown: Shown[] = [
    ...messages.filter(belongs).map((message) => ({ kind: 'posted' as const, message })),
    ...ephemerals.filter(belongs).map((message) => ({ kind: 'ephemeral' as const, message })),
  ];
  return shown.sort((one, other) => Number(one.message.ts) - Number(other.message.ts));
};

/** How a conversation is called: `#front-desk`, or the other one's name. */
export const titleOf = (screen: Snapshot, id: string): string => {
  const found = screen.conversations.find((conversation) => conversation.id === id);
  if (!found) return '';
  return found.other === undefined ? `#${found.name}` : nameOf(screen, found.other);
};

const useReading = (open: Open) => {
  const { screen, act } = useDesk();
  const since = useRef({ key: '', ts: '' });
  const key = `${screen.me.id}/${open.id}`;
  // What was new when the conversation was opened stays marked until one goes away and comes back.
  if (since.current.key !== key) since.current = { key, ts: open.lastRead };
  const last = open.messages.at(-1)?.ts;
  useEffect(() => {
    if (document.visibilityState === 'visible') void act('marksRead', { channel: open.id });
  }, [key, last]);
  return since.current.ts;
};

export const Conversation = ({ open }: { open: Open }) => {
  const { screen } = useDesk();
  const newSince = useReading(open);
  const title = titleOf(screen, open.id);
  return (
    <Fragment>
      <MessageList channel={open.id} label={`Messages in ${title}`} items={itemsOf(open)} newSince={newSince} />
      <Composer channel={open.id} label={`Message ${title}`} />
    </Fragment>
  );
};

/** One message and its answers, beside the conversation. */
export const Thread = ({ open, thread }: { open: Open; thread: string }) => {
  const { screen, route, go } = useDesk();
  const { thread: _closed, at: _at, ...rest } = route;
  return (
    <aside class="thread" aria-label="Thread">
      <header class="pane-head">
        <h2>Thread <small>{titleOf(screen, open.id)}</small></h2>
        <button type="button" class="quiet" aria-label="Close thread" onClick={() => go(rest)}><Icon name="close" /></button>
      </header>
      <MessageList channel={open.id} label="Messages in the thread" items={itemsOf(open, thread)} inThread />
      <Composer channel={open.id} thread={thread} label="Reply…" />
    </aside>
  );
};
