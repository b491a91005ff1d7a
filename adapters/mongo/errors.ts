const DUPLICATE_KEY = 11000;

/** Whether a unique index refused a write. */
export const isDuplicate = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === DUPLICATE_KEY;
