import type { Playbook } from '../domain/playbook.js';
import type { Finding } from './fault.js';
import type { PlaybookYaml } from './schema.js';

/** What a check reads: the playbook, and its YAML where a default hides what was written. */
export type Check = (playbook: Playbook, yaml: PlaybookYaml) => Finding[];

const checks: readonly Check[] = [];

/** Whatever the schema cannot see: references, contradictions, rules that never apply. */
export const checkPlaybook: Check = (playbook, yaml) => checks.flatMap((check) => check(playbook, yaml));
