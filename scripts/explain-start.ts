// Why Rounds did not start, in words for the person at the terminal.
import { ConfigurationError } from '../src/config.js';

/** Faults that say by themselves what to do: shown without a stack. */
const PLAIN = ['ConfigurationError', 'PlaybookFault', 'FolderInUse', 'TokenRefused'];

type SystemError = Error & { code: string; path?: string; address?: string; port?: number };
const isSystemError = (error: Error): error is SystemError => 'code' in error && typeof error.code === 'string';

const systemFault = ({ code, path, address, port }: SystemError): string | null => {
  if (code === 'EADDRINUSE') return `Port ${port ?? ''} is taken: another program listens there. Set PORT to a free one, such as PORT=3001 npm start.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${address ?? ''} is no address of this machine. Set HOST=127.0.0.1 for this machine alone, or HOST=0.0.0.0 for others as well.`;
  if (code === 'EACCES' && port !== undefined) return `This user may not listen on port ${port}. Set PORT to one above 1023.`;
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(code) && path !== undefined) return `${path} cannot be written (${code}). Set DATA_DIR to a folder that this user may write to.`;
  return null;
};

/** One sentence or a list where the fault is one that a person can mend; else the fault with its stack. */
export const explainStart = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (PLAIN.includes(error.name)) return error.message;
  if (/^Mongo(ose)?(ServerSelection|Network)/.test(error.name)) return 'MongoDB does not answer at the address in MONGODB_URI. Check that it runs, and that this machine may reach it.';
  return (isSystemError(error) ? systemFault(error) : null) ?? error.stack ?? error.message;
};

/** 78 is EX_CONFIG of sysexits: starting again will not help before somebody has changed the settings. */
export const exitCodeOf = (error: unknown): number => (error instanceof ConfigurationError || (error instanceof Error && error.name === 'PlaybookFault') ? 78 : 1);
