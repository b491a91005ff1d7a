// From a practice's YAML to its playbook, or to every fault with its line.
import type { Playbook } from '../domain/playbook.js';
import { buildPlaybook } from './build.js';
import { checkPlaybook } from './check.js';
import { duplicateKeys } from './duplicate-keys.js';
import { pathText } from './fault.js';
import type { Fault, Finding } from './fault.js';
import { holidayFaults } from './holidays.js';
import { isMap, layOver } from './layer.js';
import type { Settings } from './settings.js';
import { schemaFindings } from './schema-faults.js';
import { playbookYaml } from './schema.js';
import type { PlaybookYaml } from './schema.js';
import { lineOf, parseSource, syntaxFaults } from './source-lines.js';
import type { SourceText } from './source-lines.js';
import { starterYaml } from './starter.js';

export type Reading = { ok: true; playbook: Playbook; warnings: readonly Fault[] } | { ok: false; faults: readonly Fault[] };

const located = (source: SourceText, findings: readonly Finding[]): Fault[] =>
  findings
    .map(({ path, message, fix, severity, cause }) => ({ line: lineOf(source, path, cause), path: pathText(path), message, fix, severity }))
    .sort((a, b) => a.line - b.line);

const refused = (source: SourceText, findings: readonly Finding[]): Reading => ({ ok: false, faults: located(source, findings) });

const yamlFaults = (source: SourceText): Fault[] =>
  syntaxFaults(source).map(({ line, message }) => ({
    line, path: '', message: `This is no YAML: ${message}.`, fix: 'Look at the indentation, quotes and brackets here and one line above.', severity: 'error',
  }));

const holidayFindings = ({ holidays }: PlaybookYaml): Finding[] =>
  holidayFaults(holidays).map((sentence) => ({ path: ['holidays', 'except'], message: sentence, fix: 'Take it out, or correct it.', severity: 'error' }));

/** An empty text says nothing; null where it is something else than settings, such as a list. */
const plainSettings = ({ document }: SourceText): Settings | null => {
  const value: unknown = document.toJS() ?? {};
  return isMap(value) ? value : null;
};

/** Whole settings, held to every rule. Without a playbook where their very form is wrong; errors may stand beside one all the same. */
export const judgeSettings = (settings: Settings, version: number): { playbook: Playbook | null; findings: readonly Finding[] } => {
  const parsed = playbookYaml.safeParse(settings);
  if (!parsed.success) return { playbook: null, findings: schemaFindings(parsed.error.issues, settings) };
  const playbook = buildPlaybook(parsed.data, version);
  return { playbook, findings: [...holidayFindings(parsed.data), ...checkPlaybook(playbook)] };
};

/** Laid over nothing, a playbook must be complete itself: so the starter is read. */
const readOver = (base: Settings, text: string, version: number): Reading => {
  const source = parseSource(text);
  const broken = yamlFaults(source);
  if (broken.length > 0) return { ok: false, faults: broken };
  const own = plainSettings(source);
  if (own === null) return refused(source, [{ path: [], message: 'A playbook is a list of settings.', fix: 'Begin with a line such as "practice: { name: …, timezone: … }".', severity: 'error' }]);
  const twice = duplicateKeys(own);
  const whole = layOver(base, own);
  const judged = judgeSettings(whole, version);
  const findings = [...twice, ...judged.findings];
  if (judged.playbook === null || findings.some(({ severity }) => severity === 'error')) return refused(source, findings);
  return { ok: true, playbook: judged.playbook, warnings: located(source, findings) };
};

/** Read once, when it is needed first: every playbook is laid over the same starter, and laying changes neither. */
const starter: { settings?: Record<string, unknown> } = {};
const starterSettings = () => (starter.settings ??= plainSettings(parseSource(starterYaml)) ?? {});

/** A practice's YAML as whole settings: laid over the starter, before they are parsed. For text that `readPlaybook` accepted. */
export const wholeSettings = (yamlText: string): Settings => layOver(starterSettings(), plainSettings(parseSource(yamlText)) ?? {});

/**
 * Reads whole settings that were stored earlier, by today's schema. Their faults have no line. They were checked when they came into
 * force, and are not again: a rule that Rounds learned since must not lock out a running practice.
 */
export const readSettings = (settings: Settings, version: number): Reading => {
  const parsed = playbookYaml.safeParse(settings);
  return parsed.success ? { ok: true, playbook: buildPlaybook(parsed.data, version), warnings: [] } : refused(parseSource(''), schemaFindings(parsed.error.issues, settings));
};

/** The starter itself, held to the same rules. Its lines are those of `starter.yaml`. */
export const readStarter = (): Reading => readOver({}, starterYaml, 1);

/** Reads a practice's YAML, laid over the starter: its playbook under a version's number, or every fault with its line and what to do. */
export const readPlaybook = (yamlText: string, version = 1): Reading => readOver(starterSettings(), yamlText, version);
