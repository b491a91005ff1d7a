// Programs under measurement, each in a process of its own.
import { execFileSync, fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load, Loaded } from './load.js';

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** As `npm start` and the image start Rounds; the baseline gets the same. */
const FLAGS = ['--max-semi-space-size=4'];

export type Program = { url: string; startMs: number; residentMb(): number; stop(): Promise<void> };

/** Resolves with the port when the program says that it listens. */
const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const port = /listens on port (\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(port);
    });
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with code ${code} before it listened:\n${said}`)));
  });

/** Starts a compiled program and measures from the start of its process to the line that says it is ready. */
export const startProgram = async (name: string, env: Record<string, string>): Promise<Program> => {
  const started = performance.now();
  const child = spawn(process.execPath, [...FLAGS, beside(name)], { env: { NODE_ENV: 'production', LOG_LEVEL: 'error', ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await listening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    startMs: performance.now() - started,
    residentMb: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

export const runLoad = async (load: Load): Promise<Loaded> => {
  const child = fork(beside('load.js'));
  child.send(load);
  const [loaded] = await once(child, 'message') as [Loaded];
  return loaded;
};
