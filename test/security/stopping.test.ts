import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { startRounds } from '../../src/main.js';

test('Rounds ends while a page of the playground is open', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-stop-'));
  const rounds = await startRounds(readConfig({ NODE_ENV: 'test', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' }), pino({ level: 'silent' }));
  const page = await fetch(`http://127.0.0.1:${rounds.port}/playground/live`);
  expect(page.status).toBe(200);
  const started = performance.now();
  await rounds.stop();
  expect(performance.now() - started).toBeLessThan(8000);
  await page.text();
  rmSync(folder, { recursive: true, force: true });
});
