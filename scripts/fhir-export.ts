// `npm run -s fhir:export`: every task and its changes of status as FHIR R4, a resource a line. Nothing of a patient unless it is asked for.
import { parseArgs } from 'node:util';
import { ConfigurationError, readConfig } from '../src/config.js';
import { SYSTEM } from '../src/domain/command.js';
import type { Playbook } from '../src/domain/playbook.js';
import { readSettings } from '../src/playbook/read.js';
import type { PlaybookStore } from '../src/ports/playbook-store.js';
import { exportFhir } from '../src/use-cases/export-fhir.js';
import { openerOf, operatorOf, refuse } from './operator.js';
import { printLine, withStore } from './store-at-hand.js';

const USAGE = 'npm run -s fhir:export -- [--with-patient-data] [--by "Your Name"]';

const typed = () => {
  try {
    return parseArgs({ options: { 'with-patient-data': { type: 'boolean' }, by: { type: 'string' } } }).values;
  } catch (error) {
    return refuse(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}. Write: ${USAGE}`);
  }
};

/** The playbooks of the store as they are, without a running instance. */
const playbooksIn = async (store: PlaybookStore): Promise<{ current(): Playbook; at(version: number): Promise<Playbook> }> => {
  const read = (found: Awaited<ReturnType<PlaybookStore['load']>>): Playbook => {
    const reading = found && readSettings(found.body, found.version);
    return reading?.ok ? reading.playbook : refuse('The store holds no playbook that this release can read. Start Rounds once, then try again.');
  };
  const current = read(await store.latest());
  const known = new Map<number, Playbook>([[current.version, current]]);
  const at = async (version: number) => {
    const playbook = known.get(version) ?? read(await store.load(version));
    known.set(version, playbook);
    return playbook;
  };
  return { current: () => current, at };
};

// A reader that leaves early (`| head`) shows as the fault of a write; without a listener it would end the process with a stack.
process.stdout.on('error', () => undefined);

try {
  const [given, config] = [typed(), readConfig(process.env)];
  const by = operatorOf(given.by, config);
  const patientData = given['with-patient-data'] ?? false;
  await withStore(async (store) => {
    const [playbooks, sealer] = [await playbooksIn(store.playbooks), patientData ? await openerOf('--with-patient-data', config, store) : null];
    await store.audit.append({ at: new Date(), actor: SYSTEM, door: 'job', action: 'export', task: null, facts: { what: 'fhir', by, patient_data: patientData } });
    for await (const line of exportFhir({ tasks: store.tasks, playbooks }, { base: `${config.publicUrl}/fhir`, open: sealer && ((sealed) => sealer.open(sealed)) })) await printLine(line);
    return true;
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof ConfigurationError ? 78 : 2;
}
