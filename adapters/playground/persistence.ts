import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Persistence } from './types.js';

const TOGETHER_MS = 200;

/** Keeps the workspace in one JSON file, replaced as a whole: a crash leaves the old file or the new one. */
export const keepInFile = (path: string): Persistence => ({
  load: async () => {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as unknown;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`The playground's messages in ${path} cannot be read. Delete the file to start anew.`, { cause: error });
    }
  },
  save: async (state) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
    await rename(`${path}.new`, path);
  },
});

/** Saves 200 ms after a change, one save at a time; `flush` saves at once what is not saved. */
export const createSaver = ({ save }: Pick<Persistence, 'save'>, state: () => unknown) => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    timer = undefined;
    // One save that failed must not keep the next from being tried.
    running = running.catch(() => undefined).then(() => save(state()));
    return running;
  };
  return {
    changed: (): void => {
      timer ??= setTimeout(() => void run().catch(() => undefined), TOGETHER_MS).unref();
    },
    flush: async (): Promise<void> => {
      const due = timer !== undefined;
      clearTimeout(timer);
      await (due ? run() : running);
    },
  };
};
