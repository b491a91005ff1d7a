// A transition of a task as FHIR R4 Provenance (http://hl7.org/fhir/R4/provenance.html): who moved it, when, through which door and why.
import { SYSTEM } from '../domain/command.js';
import type { Entry } from '../domain/history.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import { nameOf, STATUS_WORDS } from '../view/words.js';
import { codeable, extension, filled, moment, staff } from './coded.js';
import type { JsonMap } from './coded.js';
import type { FhirScene } from './task-resource.js';

const moves = ({ from, to }: Entry) => from !== to;

const provenance = (number: number, { seq, at, actor, door, verb, from, to, why, hash }: Entry, { playbook, base }: Omit<FhirScene, 'open'>): JsonMap => filled({
  resourceType: 'Provenance',
  id: `${taskName(number)}-${String(seq)}`,
  extension: [
    ...(from === null ? [] : [extension(base, 'status-before', { valueCode: from })]),
    extension(base, 'status-after', { valueCode: to }),
    extension(base, 'door', { valueCode: door }),
    // Ties it to the hash-chained history that audit:verify proves.
    extension(base, 'history-hash', { valueString: hash }),
  ],
  target: [{ reference: `Task/${taskName(number)}` }],
  occurredDateTime: moment(at),
  recorded: moment(at),
  // Reasons are choices, never somebody's own words: nothing of a patient stands in them.
  reason: why === null ? null : [{ text: why }],
  activity: codeable(base, 'verb', verb, from === null ? STATUS_WORDS[to] : `${STATUS_WORDS[from]} → ${STATUS_WORDS[to]}`),
  agent: [{ who: actor === SYSTEM ? { type: 'Device', identifier: { system: `${base}/people`, value: SYSTEM }, display: 'Rounds' } : staff(base, { key: actor, name: nameOf(playbook, actor) }) }],
});

/** One for each change of status, the oldest first. */
export const provenances = ({ number, history }: Pick<Task, 'number' | 'history'>, scene: Omit<FhirScene, 'open'>): JsonMap[] => history.filter(moves).map((entry) => provenance(number, entry, scene));
