// Microsoft's own client for bots, on this machine: a small Teams in the browser, with no account and no network.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const part = (name: string) => fileURLToPath(new URL(`../../adapters/teams/local-client/${name}`, import.meta.url));
const cli = () => join(dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');

/** The starter with the client's people in it. */
export const LOCAL_PLAYBOOK = part('playbook.yaml');
export const LOCAL_CHAT = 'rounds-with-maria';

export type LocalClient = { url: string; stop(): Promise<void> };

/** Starts it before the messages endpoint of Rounds; `port` 0 is not one of its. Throws where it ends before it listens. */
export const startLocalClient = async ({ endpoint, port }: { endpoint: string; port: number }): Promise<LocalClient> => {
  // It reads its practice from the folder that it runs in, and writes its log there.
  const folder = mkdtempSync(join(tmpdir(), 'rounds-teams-client-'));
  copyFileSync(part('client.yml'), join(folder, '.m365agentsplayground.yml'));
  const child = spawn(process.execPath, [cli(), '-e', endpoint, '-c', 'msteams', '-p', String(port), '--conversation-id', LOCAL_CHAT, '--dt'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const end = () => void child.kill();
  process.once('exit', end);
  const said: string[] = [];
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said.push(chunk.toString());
        const at = /Listening on (\d+)/.exec(said.join(''))?.[1];
        if (at !== undefined) resolve(at);
      });
    }
  });
  const stop = async () => {
    process.off('exit', end);
    end();
    await ended;
  };
  // It listens before it has read its practice, and ends where that is wrong.
  const answers = async (): Promise<string> => {
    const url = `http://127.0.0.1:${await listening}`;
    await fetch(url);
    return url;
  };
  const url = await Promise.race([answers(), ended.then(() => null)]).catch(() => null);
  if (url === null) {
    await stop();
    throw new Error(`Microsoft’s local client did not start. Its log lies in ${join(folder, 'devTools')}. ${said.join('').trim()}`);
  }
  return { url, stop: async () => (await stop(), rmSync(folder, { recursive: true, force: true })) };
};
