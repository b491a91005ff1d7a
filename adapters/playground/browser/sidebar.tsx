import { Avatar } from './avatar.js';
import { titleOf } from './conversation.js';
import { useDesk } from './context.js';
import { hrefOf } from './route.js';
import type { SnapshotConversation } from '../snapshot.js';
import { h } from './vendor/preact.js';

const Unread = ({ count }: { count: number }) => (count > 0 ? <span class="unread"><span aria-hidden="true">{count}</span><span class="sr-only">{count} unread</span></span> : null);

/** Channels, the people, the app. */
export const Sidebar = ({ onGo }: { onGo: () => void }) => {
  const { screen, route, act, go } = useDesk();
  const { me } = screen;
  const channels = screen.conversations.filter(({ kind }) => kind !== 'im');
  const direct = (other: string): SnapshotConversation | undefined => screen.conversations.find((conversation) => conversation.other === other);
  const appDm = direct(screen.bot.id);
  const present = (place: string | undefined) => (place !== undefined && route.place === place ? 'page' : undefined);

  const openDm = async (event: Event, user: string) => {
    event.preventDefault();
    const id = direct(user)?.id ?? (await act<string>('opensDm', { user }));
    if (id !== undefined) go({ me: me.id, place: id });
    onGo();
  };

  return (
    <div class="sidebar-lists" onClick={(event) => { if ((event.target as Element).closest('a[href]:not([href="#"])')) onGo(); }}>
      <h2 id="channels">Channels</h2>
      <ul aria-labelledby="channels">
        {channels.map(({ id, unread, kind }) => (
          <li key={id}>
            <a href={hrefOf({ me: me.id, place: id })} class={unread > 0 ? 'has-unread' : ''} aria-current={present(id)}>
              <span class="sign" aria-hidden="true">{kind === 'private' ? '⌁' : '#'}</span>
              <span class="name">{titleOf(screen, id).slice(1)}</span>
              <Unread count={unread} />
            </a>
          </li>
        ))}
      </ul>
      <h2 id="apps">Apps</h2>
      <ul aria-labelledby="apps">
        <li>
          <a href={hrefOf({ me: me.id, place: 'home' })} class={appDm && appDm.unread > 0 ? 'has-unread' : ''} aria-current={present('home') ?? present(appDm?.id)}>
            <Avatar name={screen.bot.name} app small />
            <span class="name">{screen.bot.name}</span>
            <Unread count={appDm?.unread ?? 0} />
          </a>
        </li>
      </ul>
      <h2 id="people">Direct messages</h2>
      <ul aria-labelledby="people">
        {screen.people.filter(({ id, away }) => id !== me.id && !away).map(({ id, name, title }) => {
          const dm = direct(id);
          return (
            <li key={id}>
              <a href={hrefOf({ me: me.id, place: dm?.id ?? 'home' })} class={dm && dm.unread > 0 ? 'has-unread' : ''} aria-current={present(dm?.id)} onClick={(event) => void openDm(event, id)}>
                <Avatar name={name} small />
                <span class="name">{name}{title && <small>{title}</small>}</span>
                <Unread count={dm?.unread ?? 0} />
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
};
