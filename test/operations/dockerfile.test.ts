// No Docker engine is asked: what can be known from the text is held here, and the rest is what a person tries.
import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, root), 'utf8');

/** Instructions with their continued lines joined; comments left out. */
const instructions = text('Dockerfile').split('\n').filter((line) => !line.startsWith('#')).join('\n').replace(/\\\n\s*/g, '').split('\n').filter((line) => line.trim() !== '')
  .map((line) => ({ name: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest);
const lastStage = instructions.slice(instructions.map(({ name }) => name).lastIndexOf('FROM'));
const last = (name: string) => lastStage.filter((each) => each.name === name).map(({ rest }) => rest).at(-1);

describe('Dockerfile', () => {
  test('is built on one exact, slim Node that package.json allows', () => {
    expect(all('FROM').length).toBeGreaterThan(1);
    for (const from of all('FROM')) expect(from).toMatch(/^node:20\.(19|[2-9]\d)\.\d+-[a-z]+-slim( AS build)?$/);
  });

  test('does not run as root, and is asked for its health', () => {
    expect(last('USER')).toBe('node');
    expect(last('HEALTHCHECK')).toContain('/healthz');
    expect(last('VOLUME')).toBe('/data');
  });

  test('runs the compiled start itself, so that it hears SIGTERM', () => {
    const command = JSON.parse(last('CMD') ?? '') as string[];
    expect(command).toEqual(['node', '--max-semi-space-size=4', 'dist/scripts/serve.js']);
    expect(existsSync(new URL('scripts/serve.ts', root))).toBe(true);
  });

  test('the last stage installs what production needs and nothing else', () => {
    expect(last('RUN')).toContain('npm ci --omit=dev');
    expect(lastStage.filter(({ name }) => name === 'COPY').map(({ rest }) => rest)).toEqual(['package.json package-lock.json .npmrc ./', '--from=build /rounds/dist ./dist']);
  });

  test('copies what is there, and .dockerignore lets it through', () => {
    const copied = all('COPY').filter((rest) => !rest.startsWith('--from')).flatMap((rest) => rest.split(' ').slice(0, -1)).map((path) => path.replace(/^\.\//, ''));
    const allowed = text('.dockerignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    for (const path of new Set(copied)) {
      expect(existsSync(new URL(path, root))).toBe(true);
      expect(allowed).toContain(path);
    }
  });

  test('no secret and no data get into the image', () => {
    const allowed = text('.dockerignore').split('\n').filter((line) => line.startsWith('!'));
    expect(text('.dockerignore').split('\n')).toContain('*');
    expect(allowed.filter((line) => /env|data|\.git/.test(line))).toEqual([]);
  });
});
