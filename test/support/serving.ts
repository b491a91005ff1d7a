// Rounds as a person runs it: the compiled start in a process of its own.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from '@jest/globals';
import { eventually } from './eventually.js';
import { compiled } from './run-script.js';

export type Serving = {
  /** Its own address, known when it is ready. */
  url: string;
  child: ChildProcess;
  /** Everything that it has said, on both outputs. */
  said(): string;
  /** Ends it in order and gives its exit code. */
  stop(): Promise<number | null>;
};

/** A test that failed halfway must not leave its Rounds behind. */
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

const begin = (env: Record<string, string>) => {
  const child = spawn(process.execPath, [compiled('serve')], { env: { PORT: '0', LOG_LEVEL: 'warn', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const said = { text: '' };
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (said.text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, ended, said: () => said.text };
};

/** Starts Rounds with these settings and waits until it is ready. */
export const serve = async (env: Record<string, string>): Promise<Serving> => {
  const { child, ended, said } = begin(env);
  await eventually('Rounds says that it is ready', () => {
    if (child.exitCode !== null) throw new Error(`Rounds ended with code ${child.exitCode}:\n${said()}`);
    return /Rounds (is ready|listens)/.test(said());
  });
  const port = /(?:localhost:|port )(\d+)/.exec(said())?.[1] ?? '';
  return { url: `http://127.0.0.1:${port}`, child, said, stop: () => (child.kill('SIGTERM'), ended) };
};

/** Starts Rounds with settings that it refuses. */
export const refusedStart = async (env: Record<string, string>): Promise<{ code: number | null; said: string }> => {
  const { ended, said } = begin(env);
  return { code: await ended, said: said() };
};

/** A person at the playground, as its page speaks for them. */
export const atPlayground = (url: string, user: string) => {
  const deed = async (name: string, body: object): Promise<unknown> => {
    const response = await fetch(`${url}/playground/people/${user}/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    return response.json();
  };
  const screen = async (channel?: string) => (await fetch(`${url}/playground/people/${user}${channel === undefined ? '' : `?channel=${channel}`}`)).text();
  return { deed, screen, sees: (words: string, channel?: string) => eventually(`${user} sees ${words}`, async () => (await screen(channel)).includes(words)) };
};
