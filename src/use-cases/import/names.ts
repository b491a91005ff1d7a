// How rows and columns of an imported file are told apart.
import { createHash } from 'node:crypto';
import { canonical } from '../../domain/history.js';

/** What a row is known by: all that it says, whatever the order of its columns. */
export const digestOf = (row: unknown): string => createHash('sha256').update(canonical(row)).digest('base64url');

/** Column names and their ways of writing: `Chart number`, `chart_number` and `CHART NUMBER` are one. */
export const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
