/** Where in the playbook: settings by name, entries by their key (by number where they have none). */
export type Path = readonly (string | number)[];

/** What is wrong with a playbook, before it is known in which line. */
export type Finding = {
  path: Path;
  message: string;
  /** What to do, in plain words. */
  fix: string;
  /** A warning does not keep a playbook from coming into force. */
  severity: 'error' | 'warning';
  /** Another place that may have caused it: the entry of a person who was removed. Its line is shown where `path` stands in the starter. */
  cause?: Path;
};

export type Fault = { line: number; path: string; message: string; fix: string; severity: 'error' | 'warning' };

/** `task_types › reschedule › due`, as a manager would point at it. */
export const pathText = (path: Path): string => path.map((part) => (typeof part === 'number' ? `entry ${String(part + 1)}` : part)).join(' › ');
