import { Avatar } from './avatar.js';
import { Clock } from './clock.js';
import { useDesk } from './context.js';
import { Icon } from './icon.js';
import { Menu } from './menu.js';
import { h } from './vendor/preact.js';

/** Who one is, which practice this is, what time it is there. */
export const TopBar = ({ online, drawer, onDrawer }: { online: boolean; drawer: boolean; onDrawer: () => void }) => {
  const { screen, route, go } = useDesk();
  const { me, people } = screen;
  const others = people.filter(({ away }) => !away);
  const unread = screen.conversations.reduce((sum, one) => sum + one.unread, 0);
  const entries = others.map(({ id, name, title }) => ({
    label: name,
    hint: title,
    checked: id === me.id,
    // A DM is its two people's own; channels and the app are everybody's.
    onPick: () => go({ me: id, place: route.place === 'home' || screen.conversations.some((one) => one.id === route.place && one.kind === 'channel') ? (route.place ?? 'home') : 'home' }),
  }));
  return (
    <header class="top-bar">
      <button type="button" class="quiet drawer-button" aria-expanded={drawer} aria-controls="sidebar" aria-label={unread > 0 ? `Conversations, ${unread} unread` : 'Conversations'} onClick={onDrawer}>
        <Icon name="menu" />{unread > 0 && <span class="dot" />}
      </button>
      <Menu label="Be somebody else" ownName className="person-switch" entries={entries}>
        <Avatar name={me.name} small />
        <span class="who"><small>You are</small> <strong>{me.name}</strong></span>
        <span class="sr-only">. Be somebody else</span>
        <Icon name="down" />
      </Menu>
      <p class="practice">{screen.practice} <span class="badge">Playground</span></p>
      <div class="clock">{online ? <Clock /> : <span class="offline" role="status">Rounds is not running. Waiting for it…</span>}</div>
    </header>
  );
};
