import type { PlaybookStore, PlaybookVersion, VersionNote } from '../../src/ports/playbook-store.js';
import { SCHEMA_VERSION, type PlaybookDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const decode = ({ _id: version, schemaVersion: _schemaVersion, recorded: _recorded, ...rest }: PlaybookDocument): PlaybookVersion => ({ ...rest, version });

const NOTED = { at: 1, by: 1, why: 1 } as const;
/** Of a part of a document. */
const noteOf = ({ _id: version, at, by, why }: Pick<PlaybookDocument, '_id' | 'at' | 'by' | 'why'>): VersionNote => ({ version, at, by, why });

/** The playbook's versions on MongoDB: added, never changed. */
export const makePlaybookStore = ({ playbooks }: Pick<Models, 'playbooks'>): PlaybookStore => {
  const load: PlaybookStore['load'] = async (version) => {
    const document = await playbooks.findById(version).lean();
    return document && decode(document);
  };
  const latest: PlaybookStore['latest'] = async () => {
    const document = await playbooks.findOne().sort({ _id: -1 }).lean();
    return document && decode(document);
  };
  return {
    load,
    latest,
    add: async ({ version, ...next }) => {
      const before = await latest();
      if (version !== (before?.version ?? 0) + 1) return { result: 'lost_race' };
      try {
        await playbooks.create({ ...next, _id: version, schemaVersion: SCHEMA_VERSION });
        return { result: 'stored' };
      } catch (error) {
        // Somebody added the same version since `latest` was read.
        if (isDuplicate(error)) return { result: 'lost_race' };
        throw error;
      }
    },
    lastImported: async () => {
      const imported = await playbooks.findOne({ yaml: { $ne: null } }).sort({ _id: -1 }).lean();
      return imported && decode(imported);
    },
    unrecorded: async () => (await playbooks.find({ recorded: { $ne: true } }, NOTED).sort({ _id: 1 }).lean()).map(noteOf),
    recorded: async (version) => {
      await playbooks.updateOne({ _id: version }, { $set: { recorded: true } });
    },
    list: async ({ skip, limit }) => {
      const [page, newest] = await Promise.all([
        playbooks.find({}, NOTED).sort({ _id: -1 }).skip(skip).limit(limit).lean(),
        playbooks.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean(),
      ]);
      // Versions count up from 1 without gaps.
      return { versions: page.map(noteOf), total: newest?._id ?? 0 };
    },
  };
};
