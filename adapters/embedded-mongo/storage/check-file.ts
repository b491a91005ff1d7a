import { closeSync, existsSync, openSync, readSync } from 'node:fs';

/** LMDB's mark, near the start of its first page. */
const MAGIC = Buffer.from('dec0efbe', 'hex');

/**
 * Throws where the file is something else than LMDB's. LMDB itself would not say so: given such a file, it ends the
 * whole process with a segmentation fault.
 */
export const checkFile = (path: string): void => {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  const head = Buffer.alloc(64);
  const size = readSync(file, head, 0, head.length, 0);
  closeSync(file);
  if (size > 0 && !head.includes(MAGIC)) throw new Error(`${path} is no store of Rounds. Move it away, or name another folder (DATA_DIR).`);
};
