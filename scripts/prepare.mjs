// What every command does first on a fresh clone. Plain JavaScript without a dependency: it runs before there is one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['src', 'adapters', 'test', 'scripts'];
const isBrowserProject = (path) => path.endsWith(join('browser', 'tsconfig.json'));

/** Every file under the source folders, sorted, as paths from the root. */
const sourceFiles = () =>
  sources
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();

const digest = (parts) => parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');

/** A stamp file says what the last run was made from; equal stamps mean that nothing is left to do. */
const stampIs = (file, stamp) => existsSync(file) && readFileSync(file, 'utf8') === stamp;

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Rounds needs Node.js 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org and try again.`);
  process.exit(1);
};

/** What was compiled from a file that is gone since would still be loaded, and its tests still run. */
const dropLeftOvers = () => {
  for (const folder of sources.map((source) => join(root, 'dist', source)).filter(existsSync)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const compiled = join(entry.parentPath, entry.name);
      const source = join(root, relative(join(root, 'dist'), compiled)).replace(/\.js(\.map)?$/, '.ts');
      if (entry.isFile() && /\.js(\.map)?$/.test(entry.name) && !existsSync(source) && !existsSync(`${source}x`)) rmSync(compiled);
    }
  }
};

const run = (command, args) => {
  const ended = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (ended.status !== 0) process.exit(ended.status ?? 1);
};

/** Installs from the lock file where node_modules is missing or was made from another lock file. */
export const install = () => {
  checkNode();
  const stamp = digest([readFileSync(join(root, 'package-lock.json'))]);
  const file = join(root, 'node_modules', '.rounds-installed');
  if (stampIs(file, stamp)) return;
  console.error('Installing what Rounds needs (once, about half a minute)…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(file, stamp);
};

/** What the files are, by name, time and size. */
const stampOf = (files) =>
  digest([
    readFileSync(join(root, 'tsconfig.json')),
    ...files.flatMap((file) => {
      const { mtimeMs, size } = statSync(join(root, file));
      return [file, String(mtimeMs), String(size)];
    }),
  ]);

const copyAssets = (files) => {
  for (const asset of files.filter((path) => !/\.(tsx?|mjs)$/.test(path) && !isBrowserProject(path))) {
    mkdirSync(dirname(join(root, 'dist', asset)), { recursive: true });
    cpSync(join(root, asset), join(root, 'dist', asset));
  }
};

/**
 * Compiles to dist/ and copies what is not TypeScript beside it; nothing where no source changed. Types are checked for those
 * who change the code (`npm test`, `npm run build`); those who start it wait a third of the time.
 */
export const build = ({ check }) => {
  const files = sourceFiles();
  const stamp = stampOf(files);
  const [built, checked] = ['.rounds-built', '.rounds-checked'].map((name) => join(root, 'dist', name));
  if (stampIs(checked, stamp) || (!check && stampIs(built, stamp))) return;
  console.error(check ? 'Checking and building…' : 'Building…');
  dropLeftOvers();
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  for (const project of ['tsconfig.json', ...files.filter(isBrowserProject)]) run(process.execPath, [tsc, '--project', project, ...(check ? [] : ['--noCheck'])]);
  copyAssets(files);
  for (const file of check ? [built, checked] : [built]) writeFileSync(file, stamp);
};

/** Settings of `.env`, where there is one; what the shell has set stays. */
export const loadSettings = () => {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
};
