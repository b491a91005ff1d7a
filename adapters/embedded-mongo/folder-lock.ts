import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** The folder belongs to another process that is running. */
export class FolderInUse extends Error {
  constructor(
    readonly folder: string,
    /** The process that owns it. */
    readonly pid: number,
  ) {
    super(`The data folder ${folder} is in use by process ${pid}. Stop that process, or give this one a folder of its own (DATA_DIR).`);
    this.name = 'FolderInUse';
  }
}

interface Owner {
  readonly pid: number;
  /** When that process started, in the system's own words: a number that is given again belongs to another start. */
  readonly started: string;
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** When a process started; empty where the system does not tell. */
const startOf = (pid: number): string => {
  try {
    // The name in the second field may hold spaces and brackets; the 20th field after its end is the start, in ticks since boot.
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19] ?? '';
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
};

const parseOwner = (text: string): Owner | undefined => {
  const [pid, started = ''] = text.split('\n');
  return pid && /^\d+$/.test(pid) ? { pid: Number(pid), started } : undefined;
};

const isAlive = ({ pid, started }: Owner): boolean => {
  if (!isRunning(pid)) return false;
  const now = startOf(pid);
  return started === '' || now === '' || now === started;
};

const readLock = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Puts our lock in place whole, or not at all: a link never replaces a file. */
const place = (file: string, text: string): boolean => {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Takes a dead owner's lock away. Of several that try at once, the rename lets one have it. */
const clear = (file: string, stale: string): void => {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Another may have cleared it and put its own lock there in between: that one goes back.
  if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, file);
  rmSync(aside);
};

/**
 * Takes the folder for this process, or throws `FolderInUse`. A lock left by a process that no longer runs is taken
 * over, also when its number was given to another process since. Returns how to give the folder back.
 */
export const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'owner.lock');
  const mine = `${process.pid}\n${startOf(process.pid)}\n${randomUUID()}\n`;
  while (!place(file, mine)) {
    const text = readLock(file);
    const owner = text === undefined ? undefined : parseOwner(text);
    if (owner && isAlive(owner)) throw new FolderInUse(folder, owner.pid);
    if (text !== undefined) clear(file, text);
  }
  return () => {
    if (readLock(file) === mine) rmSync(file, { force: true });
  };
};
