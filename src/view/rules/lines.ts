// Lists of settings as people type them: an entry a line.
import { isMap } from '../../playbook/layer.js';

export type LineCodec = {
  /** One entry as a line. */
  show(entry: unknown): string;
  /** Null: it cannot be read. What it means is judged with all the rules. */
  read(line: string): unknown;
  /** Said where a line cannot be read. */
  example: string;
};

/** Each line is the entry. */
export const plainLines: LineCodec = { show: (entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)), read: (line) => line, example: '' };

const part = (entry: unknown, name: string) => (isMap(entry) && typeof entry[name] === 'string' ? entry[name] : '');

/** "2026-08-03 to 2026-08-14"; one day alone is both. */
export const daysLines: LineCodec = {
  show: (entry) => (part(entry, 'from') === part(entry, 'to') ? part(entry, 'from') : `${part(entry, 'from')} to ${part(entry, 'to')}`),
  read: (line) => {
    const [, from, to = from] = /^(\d{4}-\d{2}-\d{2})(?:\s*(?:to|until|–|-)\s*(\d{4}-\d{2}-\d{2}))?$/.exec(line) ?? [];
    return from === undefined ? null : { from, to };
  },
  example: 'Write it like this: 2026-08-03 to 2026-08-14',
};

/** "4 business hours overdue to lead", "at 14 calendar days before deadline to manager". */
export const escalationLines: LineCodec = {
  show: (entry) => `${part(entry, 'at') === '' ? part(entry, 'after') : `at ${part(entry, 'at')}`} to ${part(entry, 'to')}`,
  read: (line) => {
    const [, at, when, to] = /^(at\s+|after\s+)?(.+?)\s+to\s+(?:the\s+)?(lead|manager|channel)$/i.exec(line) ?? [];
    if (when === undefined || to === undefined) return null;
    return { [at?.trim().toLowerCase() === 'at' ? 'at' : 'after']: when, to: to.toLowerCase() };
  },
  example: 'Write it like this: 4 business hours overdue to lead',
};
