// The key that nobody gave: made once, and never without being on disk before anything is sealed with it.
import { randomBytes, randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';

const KEY_BYTES = 32;

const read = async (file: string): Promise<Buffer | null> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`The key in ${file} is damaged: it is no 32 bytes as base64. Put it back from a backup. What was sealed with it opens with no other.`);
  return key;
};

/**
 * The key in `file`, made where there is none. It is put in place whole, by a link, which replaces nothing: of several processes that start at once
 * all take the same key, and a crash leaves a whole key or none. Throws where the file is damaged.
 */
export const keyInFile = async (file: string): Promise<Buffer> => {
  const held = await read(file);
  if (held !== null) return held;
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(randomBytes(KEY_BYTES).toString('base64'));
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const placed = await read(file);
  if (placed === null) throw new Error(`The key in ${file} was taken away while Rounds started.`);
  return placed;
};
