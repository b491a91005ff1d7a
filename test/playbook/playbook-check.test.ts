import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../scripts/playbook-check.js', import.meta.url));

const check = (yaml: string, ...flags: string[]) => {
  const file = join(mkdtempSync(join(tmpdir(), 'rounds-playbook-')), 'ours.yaml');
  writeFileSync(file, yaml);
  const { status, stdout } = spawnSync(process.execPath, [script, file, ...flags], { encoding: 'utf8' });
  return { status, stdout: stdout.replaceAll(file, 'ours.yaml') };
};

describe('npm run -s playbook:check', () => {
  test('says that all is well, and exits 0', () => {
    expect(check('enabled: [front_desk]\n')).toEqual({ status: 0, stdout: 'All is well.\n' });
  });

  test('prints each fault with its line and what to do, and exits 1', () => {
    expect(check('practice: { name: X, timezone: America/New_York }\nenabled: [front_dsk]\n')).toEqual({
      status: 1,
      stdout: [
        'ours.yaml:2  "front_dsk" is not among the queues.',
        '    at    enabled',
        '    do    Did you mean front_desk? Write one that is, or add it to queues.',
        '1 error, 0 warnings.',
        '',
      ].join('\n'),
    });
  });

  test('a warning is told and keeps nothing from coming into force', () => {
    const { status, stdout } = check('enabled: []\n');
    expect(status).toBe(0);
    expect(stdout).toMatch(/Warning: No queue is enabled/);
  });

  test('with --json, the faults as data', () => {
    const { status, stdout } = check('enabled: [nowhere]\n', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, faults: [{ line: 1, path: 'enabled', severity: 'error' }] });
  });

  test('without a file, or with one that is not there, it says how to use it', () => {
    for (const args of [[], ['/nowhere/ours.yaml']]) {
      const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
      expect(status).toBe(2);
      expect(stderr).toMatch(/npm run -s playbook:check -- my-playbook.yaml/);
    }
  });
});
