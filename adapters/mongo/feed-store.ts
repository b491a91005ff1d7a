import type { FeedStore } from '../../src/ports/feed-store.js';
import { SCHEMA_VERSION } from './documents.js';
import type { Models } from './models.js';

/** Calendar addresses on MongoDB: a document a person. */
export const makeFeedStore = ({ feeds }: Pick<Models, 'feeds'>): FeedStore => ({
  give: async (person, hash, at) => {
    await feeds.updateOne({ _id: person }, { $set: { hash, at, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
  takeAway: async (person) => (await feeds.deleteOne({ _id: person })).deletedCount === 1,
  since: async (person) => (await feeds.findById(person).lean())?.at ?? null,
  personOf: async (hash) => (await feeds.findOne({ hash }).lean())?._id ?? null,
});
