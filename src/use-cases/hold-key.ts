// Which field key a store belongs to: told by a fingerprint that lies in the store since the first start. Texts sealed under another
// key could be opened by no one, so an instance that holds another one does not start.
import type { KeyMarks, KeyMarkStore } from '../ports/key-marks.js';

/** `other_key`: the texts are sealed with a key that was not given. `older_key`: some still are with the one before. */
export type Held = { ok: true } | { ok: false; why: 'other_key' | 'older_key' };

const TRIES = 5;

const decide = (marks: KeyMarks | null, given: KeyMarks): { ok: true; next: KeyMarks } | Extract<Held, { ok: false }> => {
  if (marks === null) return { ok: true, next: { current: given.current, older: [] } };
  const needed = [marks.current, ...marks.older];
  const lacking = needed.filter((each) => each !== given.current && !given.older.includes(each));
  if (lacking.length > 0) return { ok: false, why: lacking.includes(marks.current) ? 'other_key' : 'older_key' };
  return { ok: true, next: { current: given.current, older: needed.filter((each) => each !== given.current) } };
};

/** Marks the store with the keys given, or says why it may not be used with them. Instances that start at once with keys of their own: one gets it. */
export const holdKey = async (store: KeyMarkStore, given: KeyMarks): Promise<Held> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const marks = await store.read();
    const decided = decide(marks, given);
    if (!decided.ok) return decided;
    const same = marks?.current === decided.next.current && marks.older.join() === decided.next.older.join();
    if (same || (await store.replace(marks, decided.next))) return { ok: true };
  }
  throw new Error('the mark of the field key changed all the time');
};

/** Nothing is left under an older key: from now on the current one is enough. Throws where the key was changed once more since: that rotation ends it. */
export const releaseOlderKeys = async (store: KeyMarkStore, current: string): Promise<void> => {
  const marks = await store.read();
  const ours = marks === null || marks.current === current;
  if (!ours || !(await store.replace(marks, { current, older: [] }))) throw new Error('The key was changed again meanwhile. Run key:rotate with the newest FIELD_KEY and the one before it.');
};

/** The sentence for the person at the terminal. */
export const keyFault = (why: Extract<Held, { ok: false }>['why']): string =>
  why === 'other_key'
    ? 'FIELD_KEY is not the key that this store’s texts are sealed with. Set the FIELD_KEY that every instance on this store uses; where none was ever set, it stands in field.key in the DATA_DIR of the first one. To change the key, set the one used until now as OLD_FIELD_KEY (docs/security.md).'
    : 'OLD_FIELD_KEY is missing: some texts are still sealed with the key before this one. Set it again and run: npm run -s key:rotate';
