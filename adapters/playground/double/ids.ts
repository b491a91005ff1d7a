import { randomBytes } from 'node:crypto';

const letters = '0123456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Makes ids that look like Slack's: a prefix and nine random capitals. Never twice the same, across starts as well. */
export const createIds = () => (prefix: string): string => prefix + [...randomBytes(9)].map((byte) => letters[byte % letters.length]).join('');
