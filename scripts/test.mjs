// `npm test`: set-up, type-check, lint, architecture check, all tests. `npm test -- lifecycle` runs the tests whose path has that word, and no other check.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);
const node = (args, env = {}) => spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }).status ?? 1;

const step = (title, work) => {
  const started = Date.now();
  const status = work();
  console.log(`${status === 0 ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) {
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
};

/** Installs a Debian package where we may. */
const installDebian = (name) => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${name} for the tests…`);
  const apt = (args) => spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  if (apt(['install', '-y', '--no-install-recommends', name]).status !== 0) {
    apt(['update']);
    apt(['install', '-y', '--no-install-recommends', name]);
  }
};

/** Debian's Dovecot, the mail server that mailboxes are read from; the mail tests fail with the way out where there is none. */
const findDovecot = () => {
  const found = () => existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap');
  if (!found()) installDebian('dovecot-imapd');
  return found();
};

/** Debian's Chromium, installed here where we may; the browser tests fail with the way out where there is none. */
const findChromium = () => {
  const known = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const found = () => known.find((path) => path && existsSync(path));
  if (!found()) installDebian('chromium');
  return found();
};

const patterns = process.argv.slice(2);
install();
step('type-check and build', () => (build({ check: true }), 0));
if (patterns.length === 0) {
  step('lint', () => node([bin('eslint', 'bin', 'eslint.js'), '--config', 'test/architecture/eslint.config.js', '--max-warnings', '0', '.']));
  step('architecture', () => node(['test/architecture/check.mjs']));
}
const chromium = findChromium();
const dovecot = findDovecot();
const report = join(mkdtempSync(join(tmpdir(), 'rounds-jest-')), 'report.json');
// Jest leaves one core to itself where it may: on two cores that would be half of the machine.
node([bin('jest', 'bin', 'jest.js'), '--ci', '--maxWorkers=100%', '--json', '--outputFile', report, ...patterns], {
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning --enable-source-maps`.trim(),
  TZ: 'UTC',
  ...(chromium ? { CHROMIUM: chromium } : {}),
});
const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, numPendingTests: 0 };
if (!chromium) console.log('Without Chromium the browser tests fail. Mend it with: apt-get install chromium (or set CHROMIUM to a browser).');
if (!dovecot) console.log('Without Dovecot the mail tests fail. Mend it with: apt-get install dovecot-imapd');
if (result.numPendingTests > 0) console.log(`${result.numPendingTests} skipped`);
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
console.log(`${result.numPassedTests} passed, ${failed} failed`);
process.exit(failed === 0 && result.numPassedTests > 0 ? 0 : 1);
