import { CommandError } from '../errors.js';
import type { WriteTransaction } from '../storage/write-transaction.js';
import type { Store } from '../storage/store.js';
import { decode } from '../values/decode.js';
import { encode, type OutFields } from '../values/encode.js';
import { isDoc, type Doc } from '../values/value.js';
import { Long } from 'bson';

/** Sessions end after this long without use, in minutes; `hello` announces it. */
export const SESSION_MINUTES = 30;

interface Remembered {
  readonly number: bigint;
  readonly answer: Doc;
}

const read = (bytes: Buffer): Remembered => {
  const record = decode(bytes);
  const [number, answer] = [record.get('number'), record.get('answer')];
  if (!(number instanceof Long) || !isDoc(answer)) throw new Error('the memory of retryable writes is not readable');
  return { number: number.toBigInt(), answer };
};

/**
 * Makes a write safe to send twice. The answer is kept in the transaction of the write itself: after a crash either
 * both are there or neither is. A session numbers its writes upwards, so that its last answer is enough.
 */
export const replayable =
  (session: Buffer, number: bigint, run: (tx: WriteTransaction) => OutFields) =>
  (tx: WriteTransaction): OutFields => {
    const stored = tx.tables.replays.get(session);
    const last = stored && read(stored);
    if (last && last.number === number) return Object.fromEntries(last.answer);
    if (last && last.number > number) {
      throw new CommandError('TransactionTooOld', `Retryable write with txnNumber ${number} is prohibited on this session because a newer one (${last.number}) has already started.`);
    }
    const answer = run(tx);
    tx.tables.replays.putSync(session, encode({ number, answer, at: new Date() }));
    return answer;
  };

/** Forgets the answers of sessions that ended, or were not used for longer than sessions last. */
export const forgetSessions = (store: Store, isOver: (session: Buffer, lastUse: Date) => boolean): Promise<void> =>
  store.write((tx) => {
    for (const { key, value } of [...tx.tables.replays.getRange()]) {
      const at = decode(value).get('at');
      if (at instanceof Date && isOver(key, at)) tx.tables.replays.removeSync(key);
    }
  });
