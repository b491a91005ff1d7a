// From a practice's YAML to its playbook, or to every fault with its line.
import type { Playbook } from '../domain/playbook.js';
import { buildPlaybook } from './build.js';
import { checkPlaybook } from './check.js';
import { pathText } from './fault.js';
import type { Fault, Finding } from './fault.js';
import { duplicateKeys } from './duplicate-keys.js';
import { isMap, layOver } from './layer.js';
import { schemaFindings } from './schema-faults.js';
import { playbookYaml } from './schema.js';
import { lineOf, parseSource } from './source-lines.js';
import type { SourceText } from './source-lines.js';
import { starterYaml } from './starter.js';

export type Reading = { ok: true; playbook: Playbook; warnings: readonly Fault[] } | { ok: false; faults: readonly Fault[] };

const located = (source: SourceText, findings: readonly Finding[]): Fault[] =>
  findings
    .map(({ path, message, fix, severity, cause }) => ({ line: lineOf(source, path, cause), path: pathText(path), message, fix, severity }))
    .sort((a, b) => a.line - b.line);

const yamlFaults = ({ document, lines }: SourceText): Fault[] =>
  document.errors.map(({ pos: [offset], message }) => ({
    line: Math.max(1, lines.linePos(offset).line), path: '', message: `This is no YAML: ${message}.`, fix: 'Look at the indentation, quotes and brackets here and one line above.', severity: 'error',
  }));

const refused = (source: SourceText, findings: readonly Finding[]): Reading => ({ ok: false, faults: located(source, findings) });

/** Laid over nothing, a playbook must be complete itself: so the starter is read. */
const readOver = (base: Readonly<Record<string, unknown>>, text: string): Reading => {
  const source = parseSource(text);
  const broken = yamlFaults(source);
  if (broken.length > 0) return { ok: false, faults: broken };
  const own: unknown = source.document.toJS() ?? {};
  if (!isMap(own)) return refused(source, [{ path: [], message: 'A playbook is a list of settings.', fix: 'Begin with a line such as "practice: { name: …, timezone: … }".', severity: 'error' }]);
  const twice = duplicateKeys(own);
  const whole = layOver(base, own);
  const parsed = playbookYaml.safeParse(whole);
  if (!parsed.success) return refused(source, [...twice, ...schemaFindings(parsed.error.issues, whole)]);
  const playbook = buildPlaybook(parsed.data);
  const findings = [...twice, ...checkPlaybook(playbook, parsed.data)];
  if (findings.some(({ severity }) => severity === 'error')) return refused(source, findings);
  return { ok: true, playbook, warnings: located(source, findings) };
};

/** The starter's settings as plain data, for playbooks to be laid over. */
export const starterSettings = (): Record<string, unknown> => {
  const settings: unknown = parseSource(starterYaml).document.toJS();
  if (!isMap(settings)) throw new Error('The starter playbook is no map.');
  return settings;
};

/** A practice's YAML as whole settings: laid over the starter, before they are parsed. For text that `readPlaybook` accepted. */
export const settingsOf = (yamlText: string): Record<string, unknown> => {
  const own: unknown = parseSource(yamlText).document.toJS() ?? {};
  return layOver(starterSettings(), isMap(own) ? own : {});
};

/** Reads whole settings that were stored earlier, by today's schema. Their faults have no line. */
export const readSettings = (settings: Readonly<Record<string, unknown>>): Reading => readOver(settings, '');

/** The starter itself, held to the same rules. Its lines are those of `starter.yaml`. */
export const readStarter = (): Reading => readOver({}, starterYaml);

/** Reads a practice's YAML, laid over the starter: its playbook as version 1, or every fault with its line and what to do. */
export const readPlaybook = (yamlText: string): Reading => readOver(starterSettings(), yamlText);
