import type { Check } from './finding.js';
import { error, unknownKeys } from './finding.js';

/** Two readers under one token could not be told apart in the audit. */
const sharedTokens: Check = ({ readers }) =>
  readers.flatMap(({ key, name, token_sha256 }, index) => {
    const first = readers.slice(0, index).find((earlier) => earlier.token_sha256 === token_sha256);
    return first === undefined ? [] : [error(['readers', key, 'token_sha256'], `${name} and ${first.name} have the same token.`, 'Make one for each: npm run -s reader:token')];
  });

/** What leaves Rounds: who reads it. */
export const out: Check = (playbook) => [
  ...playbook.readers.flatMap(({ key, queues }) => unknownKeys(queues, playbook.queues, 'queues', ['readers', key, 'queues'])),
  ...sharedTokens(playbook),
];
