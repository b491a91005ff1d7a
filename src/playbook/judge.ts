// What a change of the rules would break that was not broken before.
import type { Playbook } from '../domain/playbook.js';
import type { Finding } from './fault.js';
import { judgeSettings } from './read.js';
import type { Settings } from './settings.js';

/** A fault by what it says and of what: entries without a key are named by their place, which another change may move. */
const nameOf = ({ path, message }: Finding) => [...path.filter((part) => typeof part === 'string'), message].join('›');

const sameAs = (one: Finding) => (other: Finding) => nameOf(one) === nameOf(other);

/** That somebody left breaks the rules that name them, and must keep nobody from changing or bringing back others: their work goes to the lead meanwhile. */
const isOfLeaver = (playbook: Playbook | null) => {
  const left = (playbook?.people ?? []).filter((person) => person.left).map(({ key }) => key);
  return ({ cause }: Finding) => cause?.[0] === 'people' && left.some((key) => key === cause[1]);
};

/** Errors that stand in `after` and not in `before`: a practice that is to mend two faults mends one after the other. */
export const newErrors = (before: Settings, after: Settings, version: number): Finding[] => {
  const known = judgeSettings(before, version).findings;
  const { playbook, findings } = judgeSettings(after, version);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return errors.filter((finding) => !known.some(sameAs(finding)) && !isOfLeaver(playbook)(finding));
};

/** What is good to know of `after` and was not so in `before`: it keeps nobody from applying it. */
export const newWarnings = (before: Settings, after: Settings, version: number): Finding[] => {
  const known = judgeSettings(before, version).findings;
  return judgeSettings(after, version).findings.filter((finding) => finding.severity === 'warning' && !known.some(sameAs(finding)));
};

/** Nobody could change the rules in chat any more, not even back. */
export const lockedOut = ({ people }: Playbook): Finding[] =>
  people.some(({ roles, left, shared }) => roles.includes('admin') && !left && !shared)
    ? []
    : [{ path: ['people'], message: 'Nobody would be admin then, and nobody could change this back.', fix: 'Make somebody else admin first.', severity: 'error' }];
