// The audit on MongoDB. The entry's number is its _id: of two processes that add the same one, the second is refused and takes the next.
import { chained } from '../../src/domain/audit.js';
import type { AuditEntry, AuditRecord } from '../../src/domain/audit.js';
import type { Anchor } from '../../src/domain/history.js';
import type { AuditMark, AuditQuery, AuditStore } from '../../src/ports/audit-store.js';
import { SCHEMA_VERSION, type AuditDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import { STREAMED, type Models } from './models.js';

type Audit = Pick<Models, 'audit' | 'heads'>;

const HEAD = 'audit';
/** Each lost race is another process's entry: so many in the time of one write is a fault. */
const TRIES = 1000;

const decode = ({ _id: seq, schemaVersion: _schemaVersion, ...rest }: AuditDocument): AuditEntry => ({ ...rest, seq });

const makeHead = ({ heads }: Audit): AuditStore['head'] =>
  async () => {
    const head = await heads.findById(HEAD).lean();
    return head && { seq: head.seq, hash: head.hash };
  };

/**
 * Where the next entry goes. Where the collection ends before its head, its end was cut off: the chain goes on from the head, so that
 * the gap stays for ever and later entries cannot cover it.
 */
const makeEnd = (models: Audit) => {
  const headOf = makeHead(models);
  return async (): Promise<Anchor | null> => {
    const [last, head] = await Promise.all([models.audit.findOne({}, { hash: 1 }).sort({ _id: -1 }).lean(), headOf()]);
    return last !== null && last._id > (head?.seq ?? 0) ? { seq: last._id, hash: last.hash } : head;
  };
};

/** Never goes back: another process may have remembered a later one. */
const makeRemember = ({ heads }: Audit) =>
  async ({ seq, hash }: Anchor) => {
    try {
      await heads.updateOne({ _id: HEAD, seq: { $lt: seq } }, { $set: { seq, hash, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  };

const makeAppend = (models: Audit) => {
  const [endOf, remember] = [makeEnd(models), makeRemember(models)];
  return async (record: AuditRecord): Promise<AuditEntry> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const entry = chained(await endOf(), record);
      const { seq: _id, ...rest } = entry;
      try {
        await models.audit.create({ ...rest, _id, schemaVersion: SCHEMA_VERSION });
      } catch (error) {
        if (isDuplicate(error)) continue;
        throw error;
      }
      await remember(entry);
      return entry;
    }
    throw new Error('the audit was added to by others all the time');
  };
};

/** Entries of one process go one after the other: only processes race, and those seldom. */
const oneByOne = <In, Out>(work: (given: In) => Promise<Out>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (given: In): Promise<Out> => {
    const next = last.then(() => work(given));
    last = next.catch(() => undefined);
    return next;
  };
};

type Filter = Record<string, unknown>;

const filterOf = ({ task, actor, action, from, until }: AuditQuery): Filter => {
  const at = { ...(from === undefined ? {} : { $gte: from }), ...(until === undefined ? {} : { $lt: until }) };
  return { ...(task === undefined ? {} : { task }), ...(actor === undefined ? {} : { actor }), ...(action === undefined ? {} : { action }), ...(Object.keys(at).length === 0 ? {} : { at }) };
};

/** What is older; of the same moment, what came first. The first test is the one that an index answers. */
const olderThan = ({ at, seq }: AuditMark): Filter => ({ at: { $lte: at }, $or: [{ at: { $lt: at } }, { _id: { $lt: seq } }] });

export const makeAuditStore = (models: Audit): AuditStore => ({
  append: oneByOne(makeAppend(models)),
  all: async function* () {
    for await (const document of models.audit.find().sort({ _id: 1 }).lean().cursor(STREAMED)) yield decode(document);
  },
  search: async (query, { before, limit }) => {
    const filter = before === null ? filterOf(query) : { $and: [filterOf(query), olderThan(before)] };
    return (await models.audit.find(filter).sort({ at: -1, _id: -1 }).limit(limit).lean()).map(decode);
  },
  matching: async function* (query) {
    for await (const document of models.audit.find(filterOf(query)).sort({ at: 1, _id: 1 }).lean().cursor(STREAMED)) yield decode(document);
  },
  entry: async (seq) => {
    const document = await models.audit.findById(seq).lean();
    return document && decode(document);
  },
  head: makeHead(models),
});
