import type { Change } from '../history.js';
import { canonical } from '../history.js';
import type { Fields } from '../task.js';

/** The names of the fields that differ; their values stay out of the history. */
export const changedFields = (before: Fields, after: Fields): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => canonical(before[key]) !== canonical(after[key])).map((name) => ({ name }));
