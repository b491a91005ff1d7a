// `npm run -s audit:export -- --task T-12`, or `--from DAY --to DAY`: evidence, from a running or a stopped instance. Each export is in the audit before it is written.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Store } from '../adapters/mongo/index.js';
import { evidencePage } from '../adapters/web/evidence-page.js';
import { ConfigurationError, readConfig } from '../src/config.js';
import type { Config } from '../src/config.js';
import { SYSTEM } from '../src/domain/command.js';
import { dayNumber, instantOf } from '../src/domain/local-time.js';
import { taskName, taskNumber } from '../src/domain/task.js';
import { readSettings } from '../src/playbook/read.js';
import { collectEvidence } from '../src/use-cases/evidence.js';
import { COLUMNS, exportAudit } from '../src/use-cases/export-audit.js';
import { csvLine } from '../src/view/csv.js';
import { openerOf, operatorOf, refuse } from './operator.js';
import { printLine, withStore } from './store-at-hand.js';

const USAGE = `Say what to export:
  npm run -s audit:export -- --task T-12 [--out FOLDER] [--with-texts]
      the evidence of one task, as JSON and as a page to print
  npm run -s audit:export -- --from 2026-01-01 --to 2026-03-31 [--format ndjson|csv]
      the audit and every history between two days, both included, on stdout
Both take --by "Your Name" for the audit. Without it, OPERATOR or this machine's login name is recorded.`;

type Wanted = { what: 'task'; task: number; out: string | null; texts: boolean } | { what: 'span'; from: string; to: string; format: 'ndjson' | 'csv' };

const typed = () => {
  try {
    const string = { type: 'string' } as const;
    return parseArgs({ options: { task: string, out: string, 'with-texts': { type: 'boolean' }, from: string, to: string, format: string, by: string } }).values;
  } catch (error) {
    return refuse(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}.\n${USAGE}`);
  }
};

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const wantedOf = (given: ReturnType<typeof typed>): Wanted => {
  const { task, out, from, to, format = 'ndjson' } = given;
  if ((task === undefined) === (from === undefined && to === undefined)) return refuse(USAGE);
  if (task !== undefined) {
    const number = taskNumber(task);
    if (given.format !== undefined) return refuse('--format goes with --from and --to. A task is written as JSON and as a page.');
    return number === null ? refuse(`"${task}" is no task. Write its number: --task T-12`) : { what: 'task', task: number, out: out ?? null, texts: given['with-texts'] ?? false };
  }
  if (!isDay(from) || !isDay(to)) return refuse('--from and --to are two days, both included: --from 2026-01-01 --to 2026-03-31');
  if (from > to) return refuse(`--from ${from} comes after --to ${to}. Swap the two days.`);
  if (given['with-texts'] !== undefined || out !== undefined) return refuse('--with-texts and --out go with --task alone.');
  if (format !== 'ndjson' && format !== 'csv') return refuse(`--format ${format} is not known. Write ndjson or csv.`);
  return { what: 'span', from, to, format };
};

const writePack = async (wanted: Extract<Wanted, { what: 'task' }>, by: string, config: Config, store: Store) => {
  const sealer = wanted.texts ? await openerOf('--with-texts', config, store) : null;
  const name = taskName(wanted.task);
  const at = new Date();
  const known = [store.tasks.load(wanted.task), store.retention.tombstone(wanted.task), store.tasks.anchorOf(wanted.task)];
  if ((await Promise.all<object | null>(known)).every((each) => each === null)) return refuse(`There is no ${name}, and there never was one that Rounds knows of. Check the number.`);
  await store.audit.append({ at, actor: SYSTEM, door: 'job', action: 'export', task: wanted.task, facts: { what: 'evidence', by, texts: wanted.texts } });
  const evidence = await collectEvidence(wanted.task, { at, by }, store, sealer && ((sealed) => sealer.open(sealed)));
  if (evidence === null) return refuse(`There is no ${name}.`);
  const folder = wanted.out ?? join(config.DATA_DIR, 'exports');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = [[`${name}-evidence.json`, `${JSON.stringify(evidence, null, 2)}\n`], [`${name}-evidence.html`, evidencePage(evidence)]] as const;
  for (const [file, text] of files) {
    await writeFile(join(folder, file), text, { mode: 0o600 });
    await printLine(join(folder, file));
  }
  if (!evidence.proof.whole) console.error(`${name} is not whole: see the proof in the export, and npm run -s audit:verify.`);
  return evidence.proof.whole;
};

const streamSpan = async ({ from, to, format }: Extract<Wanted, { what: 'span' }>, by: string, store: Store) => {
  const latest = await store.playbooks.latest();
  const reading = latest && readSettings(latest.body, latest.version);
  const zone = reading?.ok ? reading.playbook.practice.timezone : 'UTC';
  const span = { from: instantOf(zone, dayNumber(from), 0), until: instantOf(zone, dayNumber(to) + 1, 0) };
  await store.audit.append({ at: new Date(), actor: SYSTEM, door: 'job', action: 'export', task: null, facts: { what: 'audit', by, from, to, format } });
  if (format === 'csv') await printLine(csvLine(COLUMNS));
  for await (const row of exportAudit(store, span)) await printLine(format === 'csv' ? csvLine(COLUMNS.map((column) => row[column])) : JSON.stringify(row));
  return true;
};

// A reader that leaves early (`| head`) shows as the fault of a write; without a listener it would end the process with a stack.
process.stdout.on('error', () => undefined);

const asked = () => {
  const [given, config] = [typed(), readConfig(process.env)];
  return { wanted: wantedOf(given), by: operatorOf(given.by, config), config };
};

try {
  const { wanted, by, config } = asked();
  await withStore((store) => (wanted.what === 'task' ? writePack(wanted, by, config, store) : streamSpan(wanted, by, store)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof ConfigurationError ? 78 : 2;
}
