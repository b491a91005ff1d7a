// What a log may say of a fault. An error's message and its other properties may quote what somebody wrote (a refused document, a request), so they stay out.

const codeOf = (error: unknown): string | number | null => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' || typeof code === 'number' ? code : null;
};

/** A stack repeats the message, which may have lines of its own: only those behind it that name a place are kept. */
const placesOf = ({ message, stack = '' }: Error): string[] => {
  const end = message === '' ? 0 : stack.indexOf(message);
  const behind = end < 0 ? stack : stack.slice(end + message.length);
  return behind.split('\n').filter((line) => /^\s+at .*(?::\d+:\d+|<anonymous>)\)?$/.test(line)).slice(0, 8).map((line) => line.trim());
};

/** A fault as a log line may show it: its kind, its code and where it happened. */
export const faultFields = (error: unknown): { fault: string; code: string | number | null; at: string[] } => ({
  fault: error instanceof Error ? error.name : typeof error,
  code: codeOf(error),
  at: error instanceof Error ? placesOf(error) : [],
});
