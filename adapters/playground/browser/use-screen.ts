import type { Snapshot } from '../snapshot.js';
import { getScreen } from './client.js';
import { useCallback, useEffect, useRef, useState } from './vendor/preact-hooks.js';

export type Live = { screen: Snapshot | undefined; online: boolean; refresh: () => Promise<void> };

/** The present person's screen, drawn anew whenever the server says that something changed. `onReturn` runs when a lost server is back. */
export const useScreen = (me: string | undefined, channel: string | undefined, onReturn: () => void): Live => {
  const [screen, setScreen] = useState<Snapshot>();
  const [online, setOnline] = useState(true);
  const asked = useRef(0);

  // What is looked at now: whoever asks late, from an earlier drawing, must not be answered with a place that was left.
  const looked = useRef({ me, channel });
  looked.current = { me, channel };

  const refresh = useCallback(async () => {
    const { me, channel } = looked.current;
    if (me === undefined) return;
    const nth = ++asked.current;
    const next = await getScreen(me, channel).catch(() => undefined);
    // An answer that was overtaken by a later question shows the past.
    if (next && nth === asked.current) setScreen(next);
  }, []);

  const returned = useRef(onReturn);
  returned.current = onReturn;
  useEffect(() => void refresh(), [me, channel]);
  useEffect(() => {
    const source = new EventSource('live');
    let lost = false;
    source.onmessage = () => void refresh();
    source.onerror = () => {
      lost = true;
      setOnline(false);
    };
    source.onopen = () => {
      setOnline(true);
      void refresh();
      if (lost) returned.current();
      lost = false;
    };
    return () => source.close();
  }, []);

  return { screen, online, refresh };
};
