// Documents that name things are held against the things.
import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { VARIABLES } from '../../src/config.js';
import { GRAVITY } from '../../src/domain/attention/rule.js';

const root = new URL('../../../', import.meta.url);
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');
type Package = Record<'dependencies' | 'devDependencies' | 'overrides' | 'scripts', Record<string, string>>;
const { dependencies, devDependencies, overrides, scripts } = JSON.parse(text('package.json')) as Package;

test('docs/dependencies.md has each dependency and override, with a reason, and no other', () => {
  const named = [...text('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| .+ \|$/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([dependencies, devDependencies, overrides].flatMap((each) => Object.keys(each)).sort());
});

test('README names each variable that Rounds reads', () => {
  for (const name of VARIABLES) expect(text('README.md')).toContain(`\`${name}\``);
});

test('docs/attention.md has each kind of notice that attention knows, the gravest last', () => {
  const kinds = [...text('docs/attention.md').matchAll(/^\| `(\w+)` \|.*\|$/gm)].map(([, kind]) => kind);
  expect(kinds).toEqual([...GRAVITY]);
});

const documents = ['README.md', 'CONTRIBUTING.md', ...readdirSync(new URL('docs', root), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

describe.each(documents)('%s', (name) => {
  test('links to what is there', () => {
    const links = [...text(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
    for (const link of links) expect({ link, there: existsSync(new URL(link, new URL(name, root))) }).toEqual({ link, there: true });
  });

  test('names commands that there are', () => {
    const commands = [...text(name).matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, command]) => command ?? '');
    for (const command of commands) expect(Object.keys(scripts)).toContain(command);
  });
});
