import { typeOf } from '../../domain/playbook.js';
import type { IntakeSource, Playbook } from '../../domain/playbook.js';
import type { Finding, Path } from '../fault.js';
import { didYouMean } from '../schema/words.js';
import type { Check } from './finding.js';
import { error, unknownKeys } from './finding.js';

/** What a source maps must be asked by its type; without a type there is nothing to map to. */
const fieldFaults = ({ key, type: brings, fields }: IntakeSource, playbook: Playbook): Finding[] => {
  const path: Path = ['intake', key, 'fields'];
  const type = typeOf(playbook, brings ?? null);
  const mapped = Object.keys(fields);
  if (brings === undefined) return mapped.length === 0 ? [] : [error(path, 'Fields are mapped, and no type says what they are.', 'Add the type, or take the fields out: everything that is sent then stands in the text.')];
  const known = type?.fields.map((field) => field.key) ?? [];
  return type === null ? [] : mapped.filter((field) => !known.includes(field)).map((field) =>
    error([...path, field], `${type.name} asks nothing called ${field}.`, `${didYouMean(field, known)}Write one of: ${known.join(', ')}.`));
};

/** Sources refer to types, queues and fields that are there. */
export const intake: Check = (playbook) =>
  playbook.intake.flatMap((source) => [
    ...unknownKeys(source.type === undefined ? [] : [source.type], playbook.task_types, 'task_types', ['intake', source.key, 'type']),
    ...unknownKeys(source.queue === undefined ? [] : [source.queue], playbook.queues, 'queues', ['intake', source.key, 'queue']),
    ...fieldFaults(source, playbook),
  ]);
