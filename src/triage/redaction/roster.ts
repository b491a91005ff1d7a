// Whom a practice knows as its own: its people and its providers. They are no patients, and a model may know that one of them is meant.
import type { Playbook } from '../../domain/playbook.js';

/** Titles and initials name nobody. */
const NAMES = /\p{L}[\p{L}\p{M}'’-]+/gu;
const TITLES = /^(?:dr|np|md|do|pa|rn|mr|mrs|ms|miss)$/;

/** The parts of their names, in lower case. */
export const rosterOf = ({ people, providers }: Pick<Playbook, 'people' | 'providers'>): ReadonlySet<string> =>
  new Set([...people.map(({ name }) => name), ...providers.map(({ label }) => label)].flatMap((name) => name.toLowerCase().match(NAMES) ?? []).filter((part) => !TITLES.test(part)));
