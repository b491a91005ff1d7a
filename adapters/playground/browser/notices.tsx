import { Icon } from './icon.js';
import { h } from './vendor/preact.js';
import { useCallback, useState } from './vendor/preact-hooks.js';

export type Notice = { id: number; words: string };
const SHOWN_MS = 8000;
let count = 0;

export const useNotices = () => {
  const [notices, setNotices] = useState<Notice[]>([]);
  const drop = useCallback((id: number) => setNotices((all) => all.filter((notice) => notice.id !== id)), []);
  const notify = useCallback((words: string) => {
    const id = ++count;
    setNotices((all) => [...all.slice(-2), { id, words }]);
    setTimeout(() => drop(id), SHOWN_MS);
  }, []);
  return { notices, notify, drop };
};

/** What went wrong lately, at the page's edge, read aloud as well. */
export const Notices = ({ notices, onDrop }: { notices: Notice[]; onDrop: (id: number) => void }) => (
  <div class="notices" role="status">
    {notices.map(({ id, words }) => (
      <p key={id} class="notice"><Icon name="warning" /> {words} <button type="button" class="quiet" aria-label="Dismiss" onClick={() => onDrop(id)}><Icon name="close" /></button></p>
    ))}
  </div>
);
