import type { z } from 'zod';

const size = (issue: { origin: string; minimum?: number | bigint; maximum?: number | bigint }) => {
  const items = issue.origin === 'array';
  if (issue.maximum !== undefined) return items ? `no more than ${issue.maximum} items allowed` : `must be less than ${Number(issue.maximum) + 1} characters`;
  return items ? `no fewer than ${issue.minimum} items required` : `must be more than ${Number(issue.minimum) - 1} characters`;
};

const wording = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      return size(issue);
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? `missing required field: ${String(issue.path.at(-1))}` : `must provide a ${issue.expected}`;
    case 'invalid_union':
      return 'unsupported type, or not allowed here';
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
};

/** Zod's issues in the form of Slack's `response_metadata.messages`: `[ERROR] what [json-pointer:/where]`. */
export const complaints = (error: z.ZodError, root: string): string[] =>
  error.issues.map((issue) => `[ERROR] ${wording(issue)} [json-pointer:${[root, ...issue.path.map(String)].join('/')}]`);
