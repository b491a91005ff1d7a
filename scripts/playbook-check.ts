// `npm run -s playbook:check -- FILE [--json]`: every fault of a playbook with its line and what to do. Exit 0 where there is none.
import { readFileSync } from 'node:fs';
import type { Fault } from '../src/playbook/fault.js';
import { readPlaybook } from '../src/playbook/read.js';

const USAGE = 'Say which file: npm run -s playbook:check -- my-playbook.yaml [--json]';

const inWords = (file: string, { line, path, message, fix, severity }: Fault) =>
  [`${file}:${String(line)}  ${severity === 'error' ? '' : 'Warning: '}${message}`, ...(path === '' ? [] : [`    at    ${path}`]), `    do    ${fix}`].join('\n');

const summary = (faults: readonly Fault[]) => {
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const warnings = faults.length - errors;
  const counted = (count: number, word: string) => `${String(count)} ${word}${count === 1 ? '' : 's'}`;
  return errors === 0 && warnings === 0 ? 'All is well.' : `${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
};

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const main = (args: readonly string[]): number => {
  const file = args.find((arg) => !arg.startsWith('--'));
  if (file === undefined) {
    console.error(USAGE);
    return 2;
  }
  const text = textOf(file);
  if (text === null) {
    console.error(`${file} cannot be read. ${USAGE}`);
    return 2;
  }
  const reading = readPlaybook(text);
  const faults = reading.ok ? reading.warnings : reading.faults;
  if (args.includes('--json')) console.log(JSON.stringify({ ok: reading.ok, faults }));
  else console.log([...faults.map((fault) => inWords(file, fault)), summary(faults)].join('\n'));
  return reading.ok ? 0 : 1;
};

process.exitCode = main(process.argv.slice(2));
