// What changed between two versions of a playbook, in lines that a manager can read.
import type { Playbook } from '../domain/playbook.js';
import type { Entry, Section } from './describe/entry.js';
import { describePlaybook, ruleWords } from './describe/practice.js';
import { namesOf } from './describe/names.js';
import { dateWords } from './describe/words.js';
import { ruleChanges } from './rule-changes.js';

const find = (entries: readonly Entry[], key: string) => entries.find((entry) => entry.key === key);

const changesOf = (before: Entry, after: Entry): string[] => {
  const names = [...new Set([...Object.keys(after.facts), ...Object.keys(before.facts)])];
  return names
    .filter((name) => before.facts[name] !== after.facts[name])
    .map((name) => `${after.label}: ${name} ${before.facts[name] ?? 'none'} → ${after.facts[name] ?? 'none'}`);
};

/** Who came, with all that they may do: a line that says no more than a name would hide what an admin gave them. */
const RIGHTS = ['roles', 'may sign', 'Slack', 'Teams', 'queues'];
const rightsOf = ({ label, facts }: Entry): string[] => RIGHTS.flatMap((name) => (facts[name] === undefined || facts[name] === 'none' ? [] : [`${label}: ${name} ${facts[name]}`]));

const sectionChanges = (before: Section, after: Section): string[] => [
  ...after.entries.flatMap((entry) => {
    const earlier = find(before.entries, entry.key);
    return earlier === undefined ? [`${after.what} added: ${entry.label}`, ...(after.what === 'Person' ? rightsOf(entry) : [])] : changesOf(earlier, entry);
  }),
  ...before.entries.filter(({ key }) => find(after.entries, key) === undefined).map((entry) => `${after.what} removed: ${entry.label}`),
];

/** Dates one by one while they are few: a whole calendar taken out would be hundreds. */
const FEW = 5;
const daysWords = (dates: readonly string[]) => (dates.length > FEW ? `${String(dates.length)} days` : dates.map(dateWords).join('; '));

const holidayChanges = (before: Playbook, after: Playbook): string[] => {
  const added = [...after.calendar.holidays].filter((date) => !before.calendar.holidays.has(date)).sort();
  const removed = [...before.calendar.holidays].filter((date) => !after.calendar.holidays.has(date)).sort();
  return [...(added.length > 0 ? [`Practice: holidays added ${daysWords(added)}`] : []), ...(removed.length > 0 ? [`Practice: holidays removed ${daysWords(removed)}`] : [])];
};

/** Every difference as a line: "Denial follow-up: due 5 business days → 3 business days". None: the two say the same. */
export const differences = (before: Playbook, after: Playbook): string[] => {
  const nameOf = namesOf(before, after);
  const [earlier, rules] = [describePlaybook(before, nameOf), ({ routing }: Playbook) => routing.map((rule) => ruleWords(rule, nameOf))];
  const lines = describePlaybook(after, nameOf).flatMap((section, index) => sectionChanges(earlier[index] ?? { ...section, entries: [] }, section));
  return [...lines, ...ruleChanges(rules(before), rules(after)), ...holidayChanges(before, after)];
};
