// A certificate in place of the secret.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readCertificate } from '../../adapters/teams/certificate.js';
import { runScript } from '../support/run-script.js';
import { makeCertificate } from './support/certificate.js';
import { wordsOf } from './support/reading.js';
import { APP_ID, TENANT } from './support/teams-double.js';
import { openTeamsWorld } from './support/world.js';

const NOW = new Date('2026-11-30T14:00:00Z');
const { certificate, privateKey } = makeCertificate();

test('an app that is known by its certificate gets its token with it, and answers', async () => {
  const world = await openTeamsWorld({ certificate: privateKey + certificate });
  try {
    await world.as('maria').says('help');
    expect(wordsOf(world.as('maria').chat().at(-1)?.card)).toContain('To make a task');
    expect(world.log.join()).not.toMatch(/PRIVATE|certificate_ends/);
  } finally {
    await world.close();
  }
});

test('a certificate that ends soon is said at each start', async () => {
  const soon = makeCertificate({ endsAt: new Date(Date.now() + 20.5 * 86_400_000) });
  const world = await openTeamsWorld({ certificate: soon.certificate + soon.privateKey });
  await world.close();
  expect(world.log.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ code: 'certificate_ends', days: 20 }));
});

describe('a file is refused in words', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const locked = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey;

  test.each([
    ['without a certificate', privateKey, 'has no certificate that can be read.'],
    ['without a key', certificate, 'has no private key that can be read.'],
    ['whose key asks for a passphrase', certificate + locked, 'has no private key that can be read.'],
    ['with somebody else’s key', certificate + other, 'do not belong together.'],
    ['with a key that Entra does not take', certificate + curve, 'is not RSA'],
    ['that has ended', makeCertificate({ endsAt: new Date('2026-11-01T00:00:00Z') }).certificate + privateKey, 'ended on 2026-11-01.'],
  ])('%s', (_what, pem, fault) => {
    expect(readCertificate(pem, NOW)).toEqual({ ok: false, fault: expect.stringContaining(fault) });
  });

  test('at the start, with the file’s name and nothing of what is in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rounds-certificate-'));
    const file = join(folder, 'app.pem');
    writeFileSync(file, privateKey);
    const env = { PORT: '0', DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent', TEAMS_APP_ID: APP_ID, TEAMS_TENANT_ID: TENANT };
    const started = await runScript('serve', { env: { ...env, TEAMS_APP_CERTIFICATE: file } });
    expect(started).toMatchObject({ code: 78, stderr: expect.stringContaining(`TEAMS_APP_CERTIFICATE: ${file} has no certificate that can be read.`) });
    expect(started.stderr).not.toContain('PRIVATE');
    rmSync(folder, { recursive: true });
  });
});
