// The outbox. A notice with `nextAt` has something left to do; a sender that takes it moves `nextAt` to the end of its lease.
import { ANSWERED_IN_PLACE, EDITED_IN_PLACE } from '../../src/domain/intent.js';
import type { Waits } from '../../src/domain/intent.js';
import type { Notice, NoticeStore } from '../../src/ports/notice-store.js';
import { SCHEMA_VERSION, type NoticeDocument } from './documents.js';
import { grouped } from './grouped.js';
import type { Models } from './models.js';
import { upsertAll } from './write-all.js';

type Notices = Pick<Models, 'notices'>;

const decode = ({ _id: key, schemaVersion: _schemaVersion, addedAt: _addedAt, dead: _dead, nextAt, about = null, ...rest }: NoticeDocument): Notice => ({ ...rest, about, key, nextAt: nextAt ?? null });

const makeAdd = ({ notices }: Notices): NoticeStore['add'] => {
  const fresh = { schemaVersion: SCHEMA_VERSION, ref: null, shown: 0, attempts: 0, trouble: null } as const;
  const ready = (waits: Waits | undefined, now: Date) => (waits === undefined ? ({ state: 'queued', nextAt: now } as const) : ({ state: 'held' } as const));
  const addOne = grouped((added: readonly { notice: Parameters<NoticeStore['add']>[0][number]; now: Date }[]) => upsertAll(notices, added.map(({ notice: { key, about = null, ...notice }, now }) => ({
    updateOne: { filter: { _id: key }, update: { $setOnInsert: { ...notice, about, ...fresh, ...ready(notice.waits, now), addedAt: now } }, upsert: true },
  }))));
  return async (added, now) => void (await Promise.all(added.map((notice) => addOne({ notice, now }))));
};

/**
 * Raises `wanted` first and wakes what is idle second. A notice that is being sent is not woken, or it would be sent
 * twice: its sender finds the raised `wanted` when it records the send.
 */
const raising = (_id: string, version: number, now: Date) => [
  { updateOne: { filter: { _id, state: { $ne: 'failed' as const }, wanted: { $lt: version } }, update: { $max: { wanted: version } } } },
  { updateOne: { filter: { _id, state: 'sent' as const, shown: { $lt: version } }, update: { $set: { state: 'queued' as const, nextAt: now } } } },
];

/** How long a message that asked somebody to act is edited: whoever reads it later than that looks at the task. */
const ANSWERED_FOR_MS = 7 * 24 * 3_600_000;

/** A message that gathers others counts its edits itself: it shows several tasks, and no one version. */
const raisingGathered = (_id: string, now: Date) => [
  { updateOne: { filter: { _id, state: { $ne: 'failed' as const } }, update: { $inc: { wanted: 1 } } } },
  { updateOne: { filter: { _id, state: 'sent' as const }, update: { $set: { state: 'queued' as const, nextAt: now } } } },
];

/** The escalations in which these tasks stand. */
const gatheredOf = async ({ notices }: Notices, keys: readonly string[], since: Date): Promise<string[]> =>
  keys.length === 0 ? [] : (await notices.find({ items: { $in: [...keys] }, kind: 'escalation', addedAt: { $gte: since } }, { _id: 1 }).lean()).map(({ _id }) => _id);

const makeRefresh = ({ notices }: Notices): NoticeStore['refresh'] => {
  const refresh = grouped<{ task: number; version: number; now: Date }, void>(async (changed) => {
    const standing = await notices.find({ task: { $in: changed.map(({ task }) => task) }, kind: { $in: [...EDITED_IN_PLACE, ...ANSWERED_IN_PLACE] } }, { task: 1, kind: 1, waits: 1, addedAt: 1 }).lean();
    const now = changed.reduce((latest, each) => (each.now > latest ? each.now : latest), new Date(0));
    const since = new Date(now.getTime() - ANSWERED_FOR_MS);
    const asking = standing.filter(({ kind }) => ANSWERED_IN_PLACE.some((each) => each === kind));
    const own = standing.filter((each) => !asking.includes(each) || (each.waits === undefined && each.addedAt >= since));
    const gathered = await gatheredOf({ notices }, asking.filter(({ waits }) => waits !== undefined).map(({ _id }) => _id), since);
    const writes = [...changed.flatMap(({ task, version, now: at }) => own.filter((each) => each.task === task).flatMap(({ _id }) => raising(_id, version, at))), ...gathered.flatMap((key) => raisingGathered(key, now))];
    if (writes.length > 0) await notices.bulkWrite(writes);
    return changed.map(() => undefined);
  });
  return (task, version, now) => refresh({ task, version, now });
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
    renew: async (key, version, now) => void (await notices.bulkWrite(raising(key, version, now))),
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
      await notices.updateOne({ _id: key, state: 'queued' }, { $set: { state: 'failed', dead: true, trouble }, $unset: { nextAt: 1 } });
    },
    unneeded: async (key) => {
      await notices.updateOne({ _id: key, state: 'queued' }, { $set: { state: 'told', trouble: 'nothing_to_say' }, $unset: { nextAt: 1 } });
    },
    find: async (key) => {
      const found = await notices.findById(key).lean();
      return found && decode(found);
    },
    about: async (task) => (await notices.find({ task }).sort({ addedAt: 1, _id: 1 }).lean()).map((document) => ({ ...decode(document), addedAt: document.addedAt })),
    forget: async (task) => {
      await notices.deleteMany({ task });
    },
    dead: async (limit) => (await notices.find({ dead: true }).sort({ addedAt: -1 }).limit(limit).lean()).map((document) => ({ ...decode(document), addedAt: document.addedAt })),
    resend: async (key, now) => (await notices.updateOne({ _id: key, state: 'failed' }, { $set: { state: 'queued', nextAt: now, attempts: 0, trouble: null }, $unset: { dead: 1 } })).modifiedCount === 1,
    waiting: () => notices.countDocuments({ nextAt: { $gt: new Date(0) } }),
  };
};
