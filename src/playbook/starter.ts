import { readFileSync } from 'node:fs';

/** The starter playbook's YAML: what every practice's own is laid over. */
export const starterYaml = readFileSync(new URL('./starter.yaml', import.meta.url), 'utf8');
