// Every task and its transitions as FHIR, a resource a line (the bulk format application/fhir+ndjson).
import { provenances } from '../fhir/provenance-resource.js';
import { taskResource } from '../fhir/task-resource.js';
import type { FhirScene } from '../fhir/task-resource.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { TaskStore } from '../ports/task-store.js';
import { playbookFor } from './deps.js';

/** Ascending; each task before its Provenances. */
export const exportFhir = async function* ({ tasks, playbooks }: { tasks: Pick<TaskStore, 'all'>; playbooks: Pick<Playbooks, 'current' | 'at'> }, scene: Omit<FhirScene, 'playbook'>): AsyncGenerator<string> {
  for await (const task of tasks.all()) {
    const playbook = await playbookFor(task, playbooks);
    yield JSON.stringify(taskResource(task, { ...scene, playbook }));
    for (const each of provenances(task, { ...scene, playbook })) yield JSON.stringify(each);
  }
};
