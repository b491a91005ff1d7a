import type { Attachment, AttachmentStore } from '../../src/ports/attachment-store.js';
import { SCHEMA_VERSION, type AttachmentDocument } from './documents.js';
import { isDuplicate } from './errors.js';
import type { Models } from './models.js';

const decode = <Rest extends object>({ _id: id, schemaVersion: _schemaVersion, ...rest }: Rest & { _id: string; schemaVersion: number }) => ({ ...rest, id });

/** Files on MongoDB: a document each, below its limit of 16 MB. */
export const makeAttachmentStore = ({ attachments }: Pick<Models, 'attachments'>): AttachmentStore => ({
  add: async (files) => {
    for (const { id, ...file } of files) {
      try {
        await attachments.create({ ...file, _id: id, schemaVersion: SCHEMA_VERSION });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    }
  },
  of: async (task) => (await attachments.find({ task }, { content: 0 }).sort({ at: 1, _id: 1 }).lean<Omit<AttachmentDocument, 'content'>[]>()).map((each) => decode(each)),
  load: async (id) => {
    const found = await attachments.findById(id).lean();
    return found && decode(found);
  },
  forget: async (task) => {
    await attachments.deleteMany({ task });
  },
  all: async function* () {
    // One at a time: each may be several megabytes.
    for await (const document of attachments.find().lean().cursor({ batchSize: 1 })) yield decode(document) satisfies Attachment;
  },
  replace: async ({ id, ...file }) => {
    await attachments.updateOne({ _id: id }, { $set: file });
  },
});
