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

const sourceFaults: Check = (playbook) =>
  playbook.intake.flatMap((source) => [
    ...unknownKeys(source.type === undefined ? [] : [source.type], playbook.task_types, 'task_types', ['intake', source.key, 'type']),
    ...unknownKeys(source.queue === undefined ? [] : [source.queue], playbook.queues, 'queues', ['intake', source.key, 'queue']),
    ...fieldFaults(source, playbook),
  ]);

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** A mailbox refers to what is there, each rule says what to do, and no password crosses a network in the clear. */
const mailFaults: Check = (playbook) =>
  playbook.mail.flatMap(({ key, type, queue, rules, host, security }): Finding[] => {
    const path: Path = ['mail', key];
    const known = (types: readonly string[], queues: readonly string[], at: Path) => [...unknownKeys(types, playbook.task_types, 'task_types', [...at, 'type']), ...unknownKeys(queues, playbook.queues, 'queues', [...at, 'queue'])];
    const some = (each: string | undefined) => (each === undefined ? [] : [each]);
    return [
      ...known(some(type), some(queue), path),
      ...rules.flatMap((rule, index) => known(some(rule.type), some(rule.queue), [...path, 'rules', index])),
      ...rules.flatMap((rule, index) => (!rule.ignore && rule.type === undefined && rule.queue === undefined ? [error([...path, 'rules', index], 'The rule does not say what to do.', 'Add a type or a queue, or "ignore: true".')] : [])),
      ...(security === 'none' && !LOOPBACK.includes(host) ? [error([...path, 'security'], `The password would go to ${host} in the clear.`, 'Write tls or starttls.')] : []),
    ];
  });

/** Sources and mailboxes refer to types, queues and fields that are there. */
export const intake: Check = (playbook) => [...sourceFaults(playbook), ...mailFaults(playbook)];
