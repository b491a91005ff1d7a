// The outbox. A notice with `nextAt` has something left to do; a sender that takes it moves `nextAt` to the end of its lease.
import { EDITED_IN_PLACE } from '../../src/domain/intent.js';
import type { Notice, NoticeStore } from '../../src/ports/notice-store.js';
import { SCHEMA_VERSION, type NoticeDocument } from './documents.js';
import { areDuplicates } from './errors.js';
import type { Models } from './models.js';

type Notices = Pick<Models, 'notices'>;

const decode = ({ _id: key, schemaVersion: _schemaVersion, addedAt: _addedAt, nextAt, ...rest }: NoticeDocument): Notice => ({ ...rest, key, nextAt: nextAt ?? null });

const makeAdd = ({ notices }: Notices): NoticeStore['add'] =>
  async (added, now) => {
    if (added.length === 0) return;
    const fresh = { schemaVersion: SCHEMA_VERSION, ref: null, shown: 0, attempts: 0, trouble: null, addedAt: now } as const;
    const ready = ({ waits }: (typeof added)[number]) => (waits === undefined ? ({ state: 'queued', nextAt: now } as const) : ({ state: 'held' } as const));
    try {
      await notices.bulkWrite(
        added.map(({ key, ...notice }) => ({ updateOne: { filter: { _id: key }, update: { $setOnInsert: { ...notice, ...fresh, ...ready({ key, ...notice }) } }, upsert: true } })),
        { ordered: false },
      );
    } catch (error) {
      // Another relay added the same key between this one's look and its insert. Unordered: the others are stored all the same.
      if (!areDuplicates(error)) throw error;
    }
  };

/**
 * Raises `wanted` first and wakes what is idle second. A notice that is being sent is not woken, or it would be sent
 * twice: its sender finds the raised `wanted` when it records the send.
 */
const makeRefresh = ({ notices }: Notices): NoticeStore['refresh'] =>
  async (task, version, now) => {
    const edited = { task, kind: { $in: [...EDITED_IN_PLACE] } };
    await notices.updateMany({ ...edited, state: { $ne: 'failed' }, wanted: { $lt: version } }, { $max: { wanted: version } });
    await notices.updateMany({ ...edited, state: 'sent', shown: { $lt: version } }, { $set: { state: 'queued', nextAt: now } });
  };

const makeSent = ({ notices }: Notices): NoticeStore['sent'] =>
  async (key, ref, shown, now) => {
    const stands = { ref, attempts: 0, trouble: null };
    // `wanted` only grows: where the first write finds too much wanted, it stays so for the second.
    const finished = await notices.updateOne({ _id: key, wanted: { $lte: shown } }, { $set: { ...stands, state: 'sent' }, $max: { shown }, $unset: { nextAt: 1 } });
    if (finished.matchedCount === 1) return;
    await notices.updateOne({ _id: key }, { $set: { ...stands, state: 'queued', nextAt: now }, $max: { shown } });
  };

/** The notices on MongoDB. */
export const makeNoticeStore = (models: Notices): NoticeStore => {
  const { notices } = models;
  return {
    add: makeAdd(models),
    refresh: makeRefresh(models),
    take: async (now, leaseMs) => {
      const lease = { $set: { nextAt: new Date(now.getTime() + leaseMs) }, $inc: { attempts: 1 } };
      const taken = await notices.findOneAndUpdate({ nextAt: { $lte: now } }, lease, { sort: { nextAt: 1 }, returnDocument: 'after' }).lean();
      return taken && decode(taken);
    },
    sent: makeSent(models),
    // A sender whose lease ran out must not undo what the next one recorded: only what is still queued is changed.
    later: async (key, nextAt, trouble, asked) => {
      await notices.updateOne({ _id: key, state: 'queued' }, { $set: { nextAt, trouble }, ...(asked === undefined ? {} : { $inc: { attempts: -1 } }) });
    },
    anew: async (key, now) => {
      await notices.updateOne({ _id: key, state: 'queued' }, { $set: { ref: null, again: true, shown: 0, nextAt: now } });
    },
    failed: async (key, trouble) => {
      await notices.updateOne({ _id: key, state: 'queued' }, { $set: { state: 'failed', trouble }, $unset: { nextAt: 1 } });
    },
    unneeded: async (key) => {
      await notices.updateOne({ _id: key, state: 'queued' }, { $set: { state: 'told', trouble: 'nothing_to_say' }, $unset: { nextAt: 1 } });
    },
    waiting: () => notices.countDocuments({ nextAt: { $gt: new Date(0) } }),
  };
};
