import type { Playbook } from '../../domain/playbook.js';
import type { Finding, Path } from '../fault.js';
import { didYouMean } from '../schema/words.js';

/** One rule about a playbook: everything in it that breaks the rule. */
export type Check = (playbook: Playbook) => Finding[];

/** It keeps the playbook from coming into force. */
export const error = (path: Path, message: string, fix: string, cause?: Path): Finding => ({ path, message, fix, severity: 'error', ...(cause === undefined ? {} : { cause }) });

/** It works, and probably not as intended. */
export const warning = (path: Path, message: string, fix: string): Finding => ({ path, message, fix, severity: 'warning' });

type Listed = { key: string };

/** Keys that stand at `path` and in no list: `what` names the list, as the playbook does. */
export const unknownKeys = (keys: readonly string[], known: readonly Listed[], what: 'people' | 'queues' | 'locations' | 'task_types', path: Path): Finding[] =>
  keys
    .filter((key) => !known.some((each) => each.key === key))
    .map((key) =>
      error(path, `"${key}" is not among the ${what.replace('_', ' ')}.`, `${didYouMean(key, known.map((each) => each.key))}Write one that is, or add it to ${what}.`, [what, key]));
