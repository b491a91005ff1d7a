// A log says what broke and where. What the error quotes stays out of it.
import { expect, test } from '@jest/globals';
import { boltLogger } from '../../adapters/slack/log.js';
import { faultFields } from '../../src/fault-fields.js';

test('a fault is its kind, its code and its places, whatever its message and its properties hold', () => {
  const error = Object.assign(new RangeError('Cast to Date failed for "Mrs Quigley"\n    at home, knee swollen (since 9:30:00)'), { code: 11000, writeErrors: [{ op: { note: 'Quigley' } }] });
  const fields = faultFields(error);
  expect(fields).toMatchObject({ fault: 'RangeError', code: 11000 });
  expect(fields.at[0]).toContain('logs.test');
  expect(JSON.stringify(fields)).not.toMatch(/Quigley|knee/);
});

test('a line of Bolt’s ends where it quotes an error', () => {
  const lines: string[] = [];
  const write = (_fields: object, message: string) => void lines.push(message);
  boltLogger({ debug: write, info: write, warn: write, error: write }).error('An unhandled error occurred while Bolt processed (type: event_callback, error: ValidationError: "Mrs Quigley" is no date)');
  expect(lines).toEqual(['An unhandled error occurred while Bolt processed (type: event_callback, error']);
});
