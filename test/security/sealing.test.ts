import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeSealer } from '../../adapters/sealer/index.js';
import { keyInFile } from '../../adapters/sealer/key-file.js';

describe('the key in a file', () => {
  let folder: string;
  const file = () => join(folder, 'field.key');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rounds-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is one, however many start at once, and its owner’s alone', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => keyInFile(file())));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['field.key']);
  });

  test.each(['', 'c2hvcnQ='])('that is damaged is said at start, and not replaced: "%s"', async (text) => {
    writeFileSync(file(), text);
    await expect(keyInFile(file())).rejects.toThrow('is damaged');
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });
});

test('a sealed text whose tag was cut short does not open', () => {
  const sealer = makeSealer(Buffer.alloc(32, 7));
  const { sealed, key } = sealer.seal('');
  const cut = Buffer.from(sealed, 'base64').subarray(0, 12 + 4).toString('base64');
  expect(sealer.open({ sealed, key })).toBe('');
  expect(() => sealer.open({ sealed: cut, key })).toThrow();
});
