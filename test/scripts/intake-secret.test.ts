// The secret of a source: made at the machine, good at once beside a running instance, and the curl line of docs/intake.md as it stands there.
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import { makeIntakeSecrets } from '../../src/use-cases/intake-secrets.js';
import { rotateKey } from '../../src/use-cases/rotate-key.js';
import { dataFolder } from '../support/data-folder.js';
import { delivers } from '../support/deliveries.js';
import { testPlaybook } from '../support/playbook.js';
import { compiled, runScript } from '../support/run-script.js';
import { serve } from '../support/serving.js';

const KEY = Buffer.alloc(32, 3).toString('base64');
const doc = readFileSync(new URL('../../../docs/intake.md', import.meta.url), 'utf8');
const [, line = ''] = /```sh\n(secret=.*?)\n```/s.exec(doc) ?? [];
const hasTools = ['curl', 'openssl', 'base64', 'od'].every((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0);

let folder: ReturnType<typeof dataFolder>;
beforeEach(() => {
  folder = dataFolder();
});
afterEach(() => folder.remove());

describe('intake:secret', () => {
  const env = () => ({ DATA_DIR: folder.dataDir, FIELD_KEY: KEY, OPERATOR: 'Kim at the console' });
  const makes = async (...args: string[]) => (await runScript('intake-secret', { env: env(), args: ['website', ...args] })).stdout.trim();

  test('makes one beside a running instance; the one before stays good for a day, or ends at once', async () => {
    const rounds = await serve(env());
    const status = async (secret: string) => (await delivers({ url: (path) => `${rounds.url}${path}` }, 'website', { message: 'hello' }, { secret })).status;
    const [first, second] = [await makes(), await makes()];
    expect([await status(first), await status(second), await status('whsec_AAAA')]).toEqual([202, 202, 401]);
    const third = await makes('--at-once');
    expect([await status(first), await status(second), await status(third)]).toEqual([401, 401, 202]);
    expect(await rounds.stop()).toBe(0);
    await folder.whileOpen(async ({ audit, intakeSecrets }) => {
      const made = [];
      for await (const entry of audit.all()) if (entry.action === 'intake_secret') made.push(entry.facts);
      expect(made).toEqual([...Array<object>(2).fill({ source: 'website', before: 'kept_a_day', operator: 'Kim at the console' }), { source: 'website', before: 'ended', operator: 'Kim at the console' }]);
      expect(JSON.stringify(await intakeSecrets.all())).not.toContain(third.slice(6));
    });
  });

  test('names the sources that there are where it knows none of this name, and says how it is used', async () => {
    const rounds = await serve(env());
    expect(await rounds.stop()).toBe(0);
    expect(await runScript('intake-secret', { env: env(), args: ['fax'] })).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('It knows: website.') });
    expect(await runScript('intake-secret', { env: env() })).toMatchObject({ code: 1, stderr: expect.stringContaining('intake:secret -- SOURCE') });
  });

  test('a secret and the one before it are sealed anew when the field key changes', async () => {
    const [old, next] = [makeSealer(Buffer.alloc(32, 1)), makeSealer(Buffer.alloc(32, 2), [Buffer.alloc(32, 1)])];
    const playbook = { ...testPlaybook(), intake: [{ key: 'website', name: 'Website', came_by: 'website' as const, fields: {} }] };
    const audit = { keep: async () => undefined, note: () => undefined };
    await folder.whileOpen(async (store) => {
      let made = 0;
      const secrets = (sealer: typeof old) => makeIntakeSecrets({ intakeSecrets: store.intakeSecrets, playbooks: { current: () => playbook }, sealer, audit, wallClock: () => new Date(0), newSecret: () => `number-${made++}` });
      for (let times = 0; times < 2; times += 1) await secrets(old).renew('website', { operator: 'kim' });
      expect(await rotateKey({ ...store, sealer: next })).toMatchObject({ left: 0 });
      expect(await secrets(makeSealer(Buffer.alloc(32, 2))).goodFor('website')).toEqual(['whsec_number-1', 'whsec_number-0']);
    });
  });

  test('an admin may make one, and nobody else: the attempt is on record', async () => {
    const playbook = testPlaybook();
    const notes: string[] = [];
    const audit = { keep: async () => undefined, note: ({ action, actor }: { action: string; actor: string }) => void notes.push(`${actor} ${action}`) };
    await folder.whileOpen(async ({ intakeSecrets }) => {
      const secrets = makeIntakeSecrets({ intakeSecrets, playbooks: { current: () => playbook }, sealer: makeSealer(Buffer.alloc(32, 1)), audit, wallClock: () => new Date(0), newSecret: () => 'x' });
      for (const person of playbook.people) {
        const { result } = await secrets.renew('website', { person, door: 'web' });
        expect([person.key, result]).toEqual([person.key, person.roles.includes('admin') && !person.left && !person.shared ? 'no_source' : 'refused']);
      }
    });
    expect(notes).toContain('maria denied');
  });
});

// Without these tools a person takes a library; the line is written for them.
(hasTools ? test : test.skip)('the line of docs/intake.md works against a playground that was just started', async () => {
  const rounds = await serve({ DATA_DIR: folder.dataDir });
  const tools = join(folder.dataDir, 'tools');
  mkdirSync(tools);
  // npm would build first; what it then runs is this.
  writeFileSync(join(tools, 'npm'), `#!/bin/sh\n[ "$1 $2 $3 $4" = "run -s intake:secret --" ] || exit 9\nshift 4\nexec "${process.execPath}" "${compiled('intake-secret')}" "$@"\n`);
  chmodSync(join(tools, 'npm'), 0o755);
  const said = await new Promise<string>((resolve) => {
    execFile('sh', ['-c', line], { env: { PATH: `${tools}:${process.env['PATH'] ?? ''}`, ROUNDS_URL: rounds.url, DATA_DIR: folder.dataDir } }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  expect(said).toMatch(/^HTTP\/1\.1 202 [\s\S]*\{"task":"T-1"\}/m);
  expect(await rounds.stop()).toBe(0);
});
