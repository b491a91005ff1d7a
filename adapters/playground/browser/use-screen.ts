import type { Snapshot } from '../snapshot.js';
import { getScreen } from './client.js';
import { useCallback, useEffect, useRef, useState } from './vendor/preact-hooks.js';

export type Live = { screen: Snapshot | undefined; online: boolean; refresh: () => Promise<void> };

/** The present person's screen, drawn anew whenever the server says that something changed. `onReturn` runs when a lost server is back. */
export const useScreen = (me: string | undefined, channel: string | undefined, onReturn: () => void): Live => {
  const [screen, setScreen] = useState<Snapshot>();
  const [online, setOnline] = useState(true);
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    if (me === undefined) return;
    const nth = ++asked.current;
    const next = await getScreen(me, channel).catch(() => undefined);
    // An answer that was overtaken by a later question shows the past.
    if (next && nth === asked.current) setScreen(next);
  }, [me, channel]);

  const latest = useRef({ refresh, onReturn });
  latest.current = { refresh, onReturn };
  useEffect(() => void refresh(), [refresh]);
  useEffect(() => {
    const source = new EventSource('live');
    let lost = false;
    source.onmessage = () => void latest.current.refresh();
    source.onerror = () => {
      lost = true;
      setOnline(false);
    };
    source.onopen = () => {
      setOnline(true);
      void latest.current.refresh();
      if (lost) latest.current.onReturn();
      lost = false;
    };
    return () => source.close();
  }, []);

  return { screen, online, refresh };
};
