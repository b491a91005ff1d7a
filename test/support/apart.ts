// Rounds in a process of its own, as it runs at a practice: it can be killed, and its driver meets the network's real errors.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Running } from '../../src/main.js';

const SERVE = fileURLToPath(new URL('../../scripts/serve.js', import.meta.url));

export type Apart = Running & { /** Ends it as a power cut would. */ kill(): Promise<void> };

/** Starts Rounds with this environment and waits until it listens. `onLine` hears each line that it writes. */
export const startApart = async (env: Record<string, string>, onLine: (line: string) => void): Promise<Apart> => {
  const child = spawn(process.execPath, ['--enable-source-maps', SERVE], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await gone;
  };
  const port = await new Promise<number>((resolve, reject) => {
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
      const found = lines.map((line) => /listens on port (\d+)/.exec(line)?.[1]).find((each) => each !== undefined);
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`Rounds ended with ${String(code)} before it listened`)));
  });
  return { port, playground: null, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
};
