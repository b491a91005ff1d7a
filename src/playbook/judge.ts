// What a change of the rules would break that was not broken before.
import type { Playbook } from '../domain/playbook.js';
import type { Finding } from './fault.js';
import { judgeSettings } from './read.js';
import type { Settings } from './settings.js';

const sameAs = (one: Finding) => (other: Finding) => one.message === other.message && one.path.join('›') === other.path.join('›');

/** Errors that stand in `after` and not in `before`: a practice that is to mend two faults mends one after the other. */
export const newErrors = (before: Settings, after: Settings, version: number): Finding[] => {
  const known = judgeSettings(before, version).findings;
  return judgeSettings(after, version).findings.filter((finding) => finding.severity === 'error' && !known.some(sameAs(finding)));
};

/** Nobody could change the rules in chat any more, not even back. */
export const lockedOut = ({ people }: Playbook): Finding[] =>
  people.some(({ roles, left, shared }) => roles.includes('admin') && !left && !shared)
    ? []
    : [{ path: ['people'], message: 'Nobody would be admin then, and nobody could change this back.', fix: 'Make somebody else admin first.', severity: 'error' }];
