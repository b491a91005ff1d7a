import type { Condition, Scalar, Test } from '../../domain/condition.js';
import type { LocalDate } from '../../domain/local-time.js';

/** A word of the playbook's file as people write it: "billing lead". */
export const plain = (key: Scalar) => String(key).replaceAll('_', ' ');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Dec 24, 2026" for `2026-12-24`. */
export const dateWords = (date: LocalDate): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${MONTHS[Number(month) - 1] ?? month} ${String(Number(day))}, ${year}`;
};

const isList = (test: Test): test is readonly Scalar[] => Array.isArray(test);

const testWords = (test: Test): string => {
  if (isList(test)) return `is ${test.map(plain).join(' or ')}`;
  if (typeof test === 'boolean') return test ? 'is yes' : 'is no';
  if (typeof test !== 'object') return `is ${plain(test)}`;
  const ends = [test.at_least === undefined ? [] : [`at least ${String(test.at_least)}`], test.at_most === undefined ? [] : [`at most ${String(test.at_most)}`]];
  return `is ${ends.flat().join(' and ')}`;
};

/** A condition as one would say it: "result class is critical and priority is urgent or high". */
export const conditionWords = (condition: Condition): string => {
  if (condition === 'always') return 'always';
  if ('any' in condition) return condition.any.map(conditionWords).join(', or ');
  return Object.entries(condition.all).map(([name, test]) => `${plain(name)} ${testWords(test)}`).join(' and ') || 'always';
};

/** Words with commas between; "none" where there are none. */
export const listWords = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));
