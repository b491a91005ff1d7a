// The practice's file at a start: applied only when its own text changed since it was last applied, so that what was changed in chat outlives a restart.
import { SYSTEM } from '../domain/command.js';
import { newErrors } from '../playbook/judge.js';
import { pathText } from '../playbook/fault.js';
import type { Fault } from '../playbook/fault.js';
import { mergeSettings } from '../playbook/merge.js';
import { readPlaybook, wholeSettings } from '../playbook/read.js';
import { saysSame } from '../playbook/settings.js';
import type { Settings } from '../playbook/settings.js';
import type { Clock } from '../ports/clock.js';
import type { PlaybookStore, PlaybookVersion } from '../ports/playbook-store.js';
import type { FileNews } from '../ports/playbooks.js';
import type { Audit } from './keep-audit.js';
import { noteChange } from './record-changes.js';

/** What keeping a playbook needs. */
export type Keeping = { store: PlaybookStore; clock: Clock; audit: Pick<Audit, 'note'> };

type File = { text: string; digest: string };
type Next = { body: Settings; own: Settings; places: readonly string[]; faults: readonly Fault[] };

/** What the file changed since it was applied last, on top of what chat changed since: where both changed the same, chat stands. */
const together = (own: Settings, latest: PlaybookVersion | null, applied: PlaybookVersion | null): Next => {
  const base = applied?.yaml?.settings ?? applied?.body ?? null;
  if (latest === null || base === null || saysSame(latest.body, base)) return { body: own, own, places: [], faults: [] };
  const { settings, conflicts } = mergeSettings(base, latest.body, own);
  // Each is good by itself; together they may not be: a rule of the file may lead to somebody whom chat took out.
  const errors = newErrors(latest.body, settings, latest.version + 1);
  return { body: settings, own, places: conflicts.map(pathText), faults: errors.map(({ path, message, fix, severity }) => ({ line: 1, path: pathText(path), message, fix, severity })) };
};

const whyOf = (places: readonly string[]) => ['imported at start', ...(places.length === 0 ? [] : [`kept from chat: ${places.join('; ')}`])].join('. ');

/** Applies the file where its text is new. A faulty one changes nothing. Gives what an admin should hear of, or null. */
export const importPlaybook = async ({ text, digest }: File, keeping: Keeping): Promise<FileNews | null> => {
  const { store, clock } = keeping;
  const [applied, latest] = await Promise.all([store.lastImported(), store.latest()]);
  if (applied?.yaml?.digest === digest) return null;
  const reading = readPlaybook(text);
  if (!reading.ok) return { news: 'faulty', digest, faults: reading.faults };
  const { body, own, places, faults } = together(wholeSettings(text), latest, applied);
  if (faults.length > 0) return { news: 'faulty', digest, faults };
  const version = (latest?.version ?? 0) + 1;
  const yaml = { digest, text, ...(body === own ? {} : { settings: own }) };
  const { result } = await store.add({ version, at: clock.now(), by: SYSTEM, why: whyOf(places), yaml, body });
  // Another instance was first: with the same text its version is as good; with a change made in chat the file is looked at once more.
  if (result === 'lost_race') return importPlaybook({ text, digest }, keeping);
  noteChange(keeping, { actor: SYSTEM, door: 'job', version });
  return places.length === 0 ? null : { news: 'kept_from_chat', digest, version, places };
};
