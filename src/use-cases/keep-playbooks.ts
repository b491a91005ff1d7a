// The playbook in force and its versions.
import { createHash } from 'node:crypto';
import type { Playbook } from '../domain/playbook.js';
import type { Fault } from '../playbook/fault.js';
import { layOver } from '../playbook/layer.js';
import { judgeSettings, readSettings } from '../playbook/read.js';
import type { PlaybookVersion } from '../ports/playbook-store.js';
import type { Playbooks } from '../ports/playbooks.js';
import { importPlaybook } from './import-playbook.js';
import type { Keeping } from './import-playbook.js';
import { noteChange } from './record-changes.js';
import { makeRevise } from './revise-playbook.js';

/** The playbook cannot be used, and there is no earlier good one. */
export class PlaybookFault extends Error {
  override name = 'PlaybookFault';
  constructor(readonly faults: readonly Fault[]) {
    super(`The playbook has faults:\n${faults.map(({ line, path, message, fix }) => `  line ${line} ${path}: ${message} ${fix}`).join('\n')}`);
  }
}

const parse = ({ version, body }: PlaybookVersion): Playbook => {
  const reading = readSettings(body, version);
  if (!reading.ok) throw new PlaybookFault(reading.faults);
  return reading.playbook;
};

/**
 * Loads the playbook: `yaml` is the practice's text, laid over the starter ('' for the starter itself). A faulty text never stops a
 * running practice: the last good version stays in force and `onFaults` hears of it. Throws PlaybookFault where there is none.
 */
export const keepPlaybooks = async (yaml: string, { store, clock, audit, onFaults }: Keeping & { onFaults(faults: readonly Fault[]): void }): Promise<Playbooks> => {
  const kept = new Map<number, Playbook>();

  const load = async (version: number): Promise<Playbook> => {
    const held = kept.get(version);
    if (held !== undefined) return held;
    const stored = await store.load(version);
    if (stored === null) throw new Error(`there is no version ${version} of the playbook`);
    const playbook = parse(stored);
    kept.set(version, playbook);
    return playbook;
  };

  const news = await importPlaybook({ text: yaml, digest: createHash('sha256').update(yaml).digest('hex') }, { store, clock, audit });
  if (news?.news === 'faulty') {
    if ((await store.latest()) === null) throw new PlaybookFault(news.faults);
    onFaults(news.faults);
  }
  const first = await store.latest();
  if (first === null) throw new Error('the playbook was not stored');
  let current = parse(first);
  kept.set(current.version, current);

  const use = (playbook: Playbook) => {
    kept.set(playbook.version, playbook);
    // Two changes at once may come to an end in the other order.
    if (playbook.version > current.version) current = playbook;
  };

  const change: Playbooks['change'] = async (over, by, why) => {
    const latest = await store.latest();
    if (latest === null) throw new Error('there is no playbook to change');
    const next: PlaybookVersion = { version: latest.version + 1, at: clock.now(), by, why, yaml: null, body: layOver(latest.body, over) };
    const playbook = parse(next);
    const added = await store.add(next);
    if (added.result === 'lost_race') return change(over, by, why);
    noteChange({ audit, store }, { actor: by, door: 'job', version: next.version });
    use(playbook);
  };

  return {
    current: () => current,
    at: load,
    change,
    revise: makeRevise({ store, clock, audit, at: load, use }),
    findings: async () => judgeSettings((await store.load(current.version))?.body ?? {}, current.version).findings,
    refresh: async () => {
      const newest = (await store.list({ skip: 0, limit: 1 })).versions[0]?.version ?? 0;
      if (newest > current.version) use(await load(newest));
    },
    stored: store.load,
    list: store.list,
    fileNews: () => news,
  };
};
