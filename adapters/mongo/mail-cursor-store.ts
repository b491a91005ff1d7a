import type { MailCursorStore } from '../../src/ports/inbox.js';
import { SCHEMA_VERSION } from './documents.js';
import type { Models } from './models.js';

/** How far mailboxes were read, on MongoDB: a document a mailbox. */
export const makeMailCursorStore = ({ mailCursors }: Pick<Models, 'mailCursors'>): MailCursorStore => ({
  find: async (mailbox) => {
    const found = await mailCursors.findById(mailbox).lean();
    return found && { validity: found.validity, uid: found.uid, at: found.at };
  },
  keep: async (mailbox, cursor) => {
    await mailCursors.updateOne({ _id: mailbox }, { $set: { ...cursor, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
});
