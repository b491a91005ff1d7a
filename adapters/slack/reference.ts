import { randomBytes } from 'node:crypto';

/** What a person can read out to whoever reads the log. */
export const newReference = (): string => randomBytes(4).toString('hex');
