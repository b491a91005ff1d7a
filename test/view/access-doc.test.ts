import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { accessDoc } from '../../src/view/access-doc.js';

test('docs/access.md is current; if not: npm run -s access:doc', () => {
  expect(readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8')).toBe(accessDoc());
});
