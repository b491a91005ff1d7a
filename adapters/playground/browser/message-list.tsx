import { useDesk } from './context.js';
import { Message, type Shown } from './message.js';
import { dayKey, dayName, momentOf } from './times.js';
import { Fragment, h } from './vendor/preact.js';
import { useEffect, useLayoutEffect, useRef } from './vendor/preact-hooks.js';

const TOGETHER_S = 5 * 60;
const NEAR_PX = 140;

const follows = (one: Shown | undefined, other: Shown): boolean =>
  one?.kind === 'posted' && other.kind === 'posted' && one.message.user === other.message.user && Number(other.message.ts) - Number(one.message.ts) < TOGETHER_S;

type Props = { channel: string; label: string; items: Shown[]; newSince?: string | undefined; inThread?: boolean };

/** Messages from old to new, with days between them. New ones are read aloud (a log is a live region). It stays at the end as long as one stands there. */
export const MessageList = ({ channel, label, items, newSince, inThread = false }: Props) => {
  const { screen, route } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const now = new Date(screen.now);

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useEffect(() => {
    atEnd.current = true;
    if (route.at === undefined) toEnd();
  }, [channel, label]);
  useLayoutEffect(() => {
    if (atEnd.current && route.at === undefined) toEnd();
  });
  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
  };

  const firstNew = newSince === undefined ? -1 : items.findIndex(({ kind, message }) => kind === 'posted' && message.user !== screen.me.id && Number(message.ts) > Number(newSince));
  return (
    <div class="messages" ref={box} onScroll={onScroll} tabIndex={0} role="log" aria-relevant="additions" aria-label={label}>
      <ol>
        {items.map((shown, index) => {
          const before = items[index - 1];
          const { ts } = shown.message;
          const day = dayKey(momentOf(ts), screen.timezone);
          const newDay = !before || dayKey(momentOf(before.message.ts), screen.timezone) !== day;
          return (
            <Fragment key={ts}>
              {newDay && <li class="divider-line" key={`day-${day}`}><span>{dayName(momentOf(ts), now, screen.timezone)}</span></li>}
              {index === firstNew && <li class="divider-line new"><span>New</span></li>}
              <Message shown={shown} channel={channel} compact={!newDay && index !== firstNew && follows(before, shown)} marked={route.at === ts} inThread={inThread} />
            </Fragment>
          );
        })}
        {items.length === 0 && <li class="empty">Nothing here yet. What is written below starts the conversation.</li>}
      </ol>
    </div>
  );
};
