// Other programs read tasks as FHIR: the playbook names them, the audit has each of their readings before it is answered.
import { createHash } from 'node:crypto';
import { mayRead } from '../domain/permissions.js';
import type { Reader } from '../domain/out.js';
import type { Status, Task } from '../domain/task.js';
import type { JsonMap } from '../fhir/coded.js';
import { provenances } from '../fhir/provenance-resource.js';
import { taskResource } from '../fhir/task-resource.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';

export type FhirSearch = { statuses?: readonly Status[]; skip: number; limit: number };

export type ReadFhir = {
  /** Who this token belongs to, by today's playbook. */
  readerOf(token: string): Reader | null;
  /** Null where there is no such task, or none that this reader may read: the two look alike. */
  task(reader: Reader, number: number): Promise<JsonMap | null>;
  /** The changes of its status, the oldest first; null likewise. */
  provenances(reader: Reader, number: number): Promise<readonly JsonMap[] | null>;
  search(reader: Reader, search: FhirSearch): Promise<{ total: number; resources: readonly JsonMap[] }>;
};

/** How the audit names a reader: no person can be called so. */
const actorOf = ({ key }: Reader) => `reader:${key}`;

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const makeReadFhir = ({ tasks, playbooks, audit, sealer, base }: Pick<Deps, 'tasks' | 'playbooks' | 'audit' | 'sealer'> & { base: string }): ReadFhir => {
  const recorded = (reader: Reader, task: number | null, facts: Record<string, string | number>) =>
    audit.keep({ actor: actorOf(reader), door: 'web', action: 'read', task, facts: { as: 'fhir', patient_data: reader.patient_data, ...facts } });

  const allowed = async (reader: Reader, number: number): Promise<Task | null> => {
    const task = await tasks.load(number);
    if (task === null) return null;
    if (mayRead(reader, task, await playbookFor(task, playbooks))) return task;
    audit.note({ actor: actorOf(reader), door: 'web', action: 'denied', task: number, facts: { verb: 'fhir', action: 'see' } });
    return null;
  };

  const resource = async (reader: Reader, task: Task): Promise<JsonMap> =>
    taskResource(task, { playbook: await playbookFor(task, playbooks), base, open: reader.patient_data ? sealer.open : null });

  return {
    readerOf: (token) => {
      const hash = hashOfToken(token);
      return playbooks.current().readers.find(({ token_sha256 }) => token_sha256 === hash) ?? null;
    },
    task: async (reader, number) => {
      const task = await allowed(reader, number);
      if (task === null) return null;
      await recorded(reader, number, { what: 'Task' });
      return resource(reader, task);
    },
    provenances: async (reader, number) => {
      const task = await allowed(reader, number);
      if (task === null) return null;
      await recorded(reader, number, { what: 'Provenance' });
      return provenances(task, { playbook: await playbookFor(task, playbooks), base });
    },
    search: async (reader, { statuses, skip, limit }) => {
      const closed = playbooks.current().task_types.filter(({ sensitivity }) => sensitivity === 'restricted').map(({ key }) => key);
      // Nobody owns or asked for anything under a reader's name: what is left are its queues.
      const within = { queues: reader.queues, person: actorOf(reader), closed: { types: closed, but: [] } };
      const { tasks: listed, total } = await tasks.list({ within, ...(statuses ? { status: statuses } : {}) }, { skip, limit });
      const loaded = (await Promise.all(listed.map(({ number }) => tasks.load(number)))).filter((task) => task !== null);
      const playbookOf = await Promise.all(loaded.map((task) => playbookFor(task, playbooks)));
      const readable = loaded.filter((task, index) => mayRead(reader, task, playbookOf[index] ?? playbooks.current()));
      await recorded(reader, null, { what: 'Task', tasks: readable.length });
      return { total, resources: await Promise.all(readable.map((task) => resource(reader, task))) };
    },
  };
};
