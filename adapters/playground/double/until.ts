import type { Workspace } from './workspace.js';

/** Resolves when `holds` is true, looking after every change of the workspace; rejects after `withinMs`. */
export const until = ({ onChange }: Workspace, holds: () => boolean, what: () => string = () => holds.toString(), withinMs = 10_000): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = (finish: () => void) => {
      stop();
      clearTimeout(timer);
      finish();
    };
    const look = () => {
      if (holds()) end(resolve);
    };
    const stop = onChange(look);
    const timer = setTimeout(() => end(() => reject(new Error(`This did not come true within ${withinMs} ms: ${what()}`))), withinMs);
    look();
  });
