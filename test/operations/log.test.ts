import { expect, test } from '@jest/globals';
import { makeLog } from '../../src/log.js';

const logged = (write: (log: ReturnType<typeof makeLog>) => void): string => {
  const lines: string[] = [];
  write(makeLog('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
};

test('a fault is its kind, its code and its place: neither its words nor what it carries', () => {
  const error = Object.assign(new TypeError('cannot read "chart 20418"'), { code: 11000, keyValue: { text: 'chart 20418' }, cause: new Error('chart 20418') });
  const line = logged((log) => log.error({ err: error, task: 12 }, 'set aside'));
  expect(JSON.parse(line)).toMatchObject({ task: 12, msg: 'set aside', err: { fault: 'TypeError', code: 11000, at: [expect.stringMatching(/^at /), ...Array(7).fill(expect.any(String)) as string[]] } });
  expect(line).not.toContain('20418');
});

test('content and secrets are struck out by their names, in a field and one below', () => {
  const line = logged((log) => log.info({ text: 'secret', request: { headers: 'secret', body: 'secret' }, slack: { token: 'secret' }, door: 'slack' }, 'came in'));
  expect(line).not.toContain('secret');
  expect(line).toContain('"door":"slack"');
});
