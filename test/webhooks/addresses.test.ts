import { expect, test } from '@jest/globals';
import { isLoopback, isPublic } from '../../adapters/webhooks/addresses.js';
import { createWebhookSender } from '../../adapters/webhooks/index.js';

test.each(['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '100.63.0.1', '2606:4700:4700::1111', '2a00:1450::1'])('%s is of the internet', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255',
  '::1', '::', 'fc00::1', 'fd12::1', 'fe80::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1', 'ff02::1', 'localhost', '',
])('%s is not', (address) => {
  expect(isPublic(address)).toBe(false);
});

test('loopback is this machine alone', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '10.0.0.1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true, false, false]);
});

test.each([
  ['http://127.0.0.1:9/hook', 'private_address'], ['https://127.0.0.1/hook', 'private_address'], ['https://[::1]/hook', 'private_address'], ['https://169.254.169.254/latest', 'private_address'],
  // A name that leads inside, as `localhost` does.
  ['https://localhost/hook', 'private_address'],
  // Numbers that URLs take for an address.
  ['https://2130706433/hook', 'private_address'], ['http://1.1.1.1/hook', 'not_https'],
])('in production %s is refused before a byte leaves: %s', async (url, reason) => {
  await expect(createWebhookSender({ loopback: false }).post(url, {}, '{}')).rejects.toMatchObject({ name: 'Undeliverable', reason });
});
