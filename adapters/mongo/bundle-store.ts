import { WAITS } from '../../src/domain/intent.js';
import type { BundleStore, Gathered, Held } from '../../src/ports/bundle-store.js';
import { SCHEMA_VERSION, type NoticeDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const decode = ({ _id: key, kind, task, waits, to }: NoticeDocument): Held[] => (waits !== undefined && 'person' in to ? [{ key, kind, task, waits, person: to.person }] : []);
const MISSED = 'missed';
const escaped = (text: string) => text.replace(/[^\w/:-]/g, '\\$&');

/** Bundles on MongoDB, beside the notices that they gather. */
export const makeBundleStore = ({ notices }: Pick<Models, 'notices'>): BundleStore => {
  /** False where that key is taken. */
  const insert = async ({ key, kind, person, items }: Gathered, fate: Pick<NoticeDocument, 'state' | 'trouble' | 'nextAt'>, now: Date): Promise<boolean> => {
    try {
      await notices.create({ _id: key, schemaVersion: SCHEMA_VERSION, task: null, kind, to: { person }, by: 'system', ref: null, shown: 0, wanted: 1, attempts: 0, addedAt: now, items: [...items], ...fate });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  };
  return {
    held: async () => (await notices.find({ waits: { $in: [...WAITS] }, state: 'held' }).sort({ addedAt: 1 }).lean()).flatMap(decode),
    gathered: async (keys) => {
      const standing = await notices.find({ items: { $in: [...keys] } }, { items: 1 }).lean();
      const all = new Set(standing.flatMap(({ items }) => items ?? []));
      return keys.filter((key) => all.has(key));
    },
    gather: (message, now) => insert(message, { state: 'queued', nextAt: now, trouble: null }, now),
    missed: async (message, now) => void (await insert(message, { state: 'failed', trouble: MISSED }, now)),
    known: async (keys) => {
      const found = await notices.find({ _id: { $in: [...keys] } }, { trouble: 1 }).lean();
      return new Map(found.map(({ _id: key, trouble }) => [key, trouble === MISSED ? 'missed' : 'there']));
    },
    settle: async (keys, why) => {
      await notices.updateMany({ _id: { $in: [...keys] }, state: 'held' }, { $set: { state: 'told', trouble: why === 'gathered' ? null : why } });
    },
    items: async (keys) => (await notices.find({ _id: { $in: [...keys] } }).lean()).flatMap(decode),
    count: (prefix) => notices.countDocuments({ _id: new RegExp(`^${escaped(prefix)}`) }),
  };
};
