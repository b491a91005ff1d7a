import type { DraftStore } from '../../src/ports/task-store.js';
import { SCHEMA_VERSION } from './documents.js';
import { grouped } from './grouped.js';
import type { Models } from './models.js';

/** Drafts on MongoDB, which forgets them by an index; `wallClock` dates them. */
export const makeDraftStore = ({ drafts }: Pick<Models, 'drafts'>, wallClock: () => Date): DraftStore => ({
  keep: async ({ form, ...draft }) => {
    await drafts.updateOne({ _id: form }, { $set: { ...draft, at: wallClock(), schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
  find: grouped(async (forms) => {
    const found = await drafts.find({ _id: { $in: [...forms] } }).lean();
    return forms.map((form) => {
      const draft = found.find(({ _id }) => _id === form);
      return draft === undefined ? null : { form, source: draft.source, sourceText: draft.sourceText, cameBy: draft.cameBy, suggestion: draft.suggestion ?? null };
    });
  }),
  suggest: async (form, suggestion) => {
    await drafts.updateOne({ _id: form }, { $set: { suggestion } });
  },
});
