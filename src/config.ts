import { z } from 'zod';

const blankIsUnset = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export type Config = z.infer<typeof Environment>;

/** Every fault of the environment at once, a line each, with the way to mend it. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/** Parses the environment (names and defaults: .env.example). Throws ConfigurationError that lists all faults. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const parsed = Environment.safeParse(blankIsUnset(env));
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
};
