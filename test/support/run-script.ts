import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Where a script of ours lies once it is compiled. */
export const compiled = (name: string) => fileURLToPath(new URL(`../../scripts/${name}.js`, import.meta.url));

/** Runs a compiled script in a process of its own, with this environment and no other. */
export const runScript = (name: string, { args = [], env = {} }: { args?: readonly string[]; env?: Record<string, string> } = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiled(name), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
