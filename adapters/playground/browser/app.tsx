import { doAs, getPeople } from './client.js';
import { type Desk, DeskContext } from './context.js';
import { Conversation, Thread, titleOf } from './conversation.js';
import { Home } from './home.js';
import { Modals } from './modal.js';
import { Notices, useNotices } from './notices.js';
import { type Route, hrefOf, useRoute } from './route.js';
import { Sidebar } from './sidebar.js';
import { TopBar } from './top-bar.js';
import { useScreen } from './use-screen.js';
import { h } from './vendor/preact.js';
import { useEffect, useState } from './vendor/preact-hooks.js';

const go = (to: Route) => {
  location.hash = hrefOf(to);
};

const AppTabs = ({ me, dm, place }: { me: string; dm: string | undefined; place: string }) => (
  <nav class="tabs" aria-label="Rounds">
    <a href={hrefOf({ me, place: 'home' })} aria-current={place === 'home' ? 'page' : undefined}>Home</a>
    <a href={hrefOf({ me, place: dm ?? 'messages' })} aria-current={place === 'home' ? undefined : 'page'}>Messages</a>
  </nav>
);

/** Sends an incomplete address on: to the first person, their first channel, or the app's DM, which the first visit opens. */
const useLanding = (route: Route, desk: Desk | undefined) => {
  useEffect(() => {
    if (route.me === undefined) void getPeople().then(([first]) => first !== undefined && go({ me: first }));
  }, [route.me]);
  useEffect(() => {
    if (!desk || desk.screen.me.id !== route.me) return;
    const first = desk.screen.conversations.find(({ kind }) => kind !== 'im');
    if (route.place === undefined) go({ ...route, place: first?.id ?? 'home' });
    if (route.place === 'messages') void desk.act<string>('opensDm', {}).then((id) => id !== undefined && go({ ...route, place: id }));
    if (route.place === 'home') void desk.act('opensHome', {});
  }, [route.me, route.place, desk?.screen.me.id]);
};

export const App = () => {
  const route = useRoute();
  const { notices, notify, drop } = useNotices();
  const [drawer, setDrawer] = useState(false);
  const onReturn = () => {
    if (route.me !== undefined && route.place === 'home') void doAs(route.me, 'opensHome', {}).catch(() => undefined);
  };
  const { screen, online, refresh } = useScreen(route.me, route.place, onReturn);

  const act = async <T,>(deed: string, body: object): Promise<T | undefined> => {
    try {
      return await doAs<T>(route.me ?? '', deed, body);
    } catch (error) {
      notify(error instanceof Error ? error.message : 'That did not work.');
      return undefined;
    } finally {
      await refresh();
    }
  };
  const desk: Desk | undefined = screen && { screen, route, act, notify, go };
  useLanding(route, desk);

  const title = screen && route.place !== undefined ? titleOf(screen, route.place) : '';
  const unread = screen?.conversations.reduce((sum, one) => sum + one.unread, 0) ?? 0;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${route.place === 'home' ? 'Rounds' : title || 'Rounds playground'}`;
  }, [unread, title, route.place]);

  if (!desk || !screen || screen.me.id !== route.me) return <p class="starting">Opening the playground…</p>;
  const open = screen.open?.id === route.place ? screen.open : undefined;
  const conversation = screen.conversations.find(({ id }) => id === route.place);
  const ofApp = route.place === 'home' || conversation?.other === screen.bot.id;
  const appDm = screen.conversations.find(({ other }) => other === screen.bot.id)?.id;
  return (
    <DeskContext.Provider value={desk}>
      <div class={`page ${drawer ? 'drawer-open' : ''} ${route.thread ? 'with-thread' : ''}`} onKeyDown={(event) => { if (event.key === 'Escape') setDrawer(false); }}>
        <TopBar online={online} drawer={drawer} onDrawer={() => setDrawer(!drawer)} />
        <nav id="sidebar" class="sidebar" aria-label="Conversations"><Sidebar onGo={() => setDrawer(false)} /></nav>
        <div class="shade" onClick={() => setDrawer(false)} />
        <main>
          <header class="pane-head">
            <h1>{ofApp ? screen.bot.name : title}</h1>
            {conversation?.topic && <p class="topic">{conversation.topic}</p>}
            {ofApp && <AppTabs me={screen.me.id} dm={appDm} place={route.place ?? 'home'} />}
          </header>
          {route.place === 'home' && <Home view={screen.home} key={screen.me.id} />}
          {open && <Conversation open={open} key={open.id} />}
          {!open && route.place !== 'home' && !conversation && <p class="empty">This conversation is not open to {screen.me.name}.</p>}
        </main>
        {open && route.thread !== undefined && <Thread open={open} thread={route.thread} key={route.thread} />}
      </div>
      <Modals key={screen.me.id} />
      <Notices notices={notices} onDrop={drop} />
    </DeskContext.Provider>
  );
};
