// One part of the rules as YAML, to read and to write: `routing` alone, or everything.
import { stringify } from 'yaml';
import { duplicateKeys } from './duplicate-keys.js';
import { pathText } from './fault.js';
import type { Fault, Finding } from './fault.js';
import { isMap } from './layer.js';
import type { Edit, Settings } from './settings.js';
import { lineOf, parseSource, syntaxFaults } from './source-lines.js';
import type { SourceText } from './source-lines.js';

export const EVERYTHING = 'everything';

export const partText = (settings: Settings, part: string): string =>
  stringify(part === EVERYTHING ? settings : { [part]: settings[part] ?? [] }, { lineWidth: 160 });

export type PartReading = { ok: true; edit: Edit; source: SourceText } | { ok: false; faults: readonly Fault[] };

const wrong = (line: number, path: string, message: string, fix: string): PartReading => ({ ok: false, faults: [{ line, path, message, fix, severity: 'error' }] });

/** The change that this text asks for, or why it cannot be read. Other parts than its own may not stand in it. */
export const readPart = (text: string, part: string): PartReading => {
  const source = parseSource(text);
  const [broken] = syntaxFaults(source);
  if (broken !== undefined) return wrong(broken.line, '', `This is no YAML: ${broken.message}.`, 'Look at the indentation, quotes and brackets here and one line above.');
  const settings: unknown = source.document.toJS();
  if (!isMap(settings)) return wrong(1, '', 'Settings are missing here.', `Begin with the line "${part === EVERYTHING ? 'practice' : part}:".`);
  const twice = duplicateKeys(settings);
  if (twice.length > 0) return { ok: false, faults: located(source, twice) };
  if (part === EVERYTHING) return { ok: true, source, edit: () => settings };
  const [other] = Object.keys(settings).filter((name) => name !== part);
  if (other !== undefined) return wrong(lineOf(source, [other]), other, `Here stands ${part} alone.`, `Take "${other}" out, or change it on its own page.`);
  const { [part]: value } = settings;
  return { ok: true, source, edit: (before) => ({ ...before, [part]: value }) };
};

/** Findings with their lines in this text; what stands in another part is shown at the first line. */
export const located = (source: SourceText, findings: readonly Finding[]): Fault[] =>
  findings.map(({ path, message, fix, severity, cause }) => ({ line: lineOf(source, path, cause), path: pathText(path), message, fix, severity })).toSorted((a, b) => a.line - b.line);
