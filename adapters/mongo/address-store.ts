import type { AddressStore } from '../../src/ports/address-store.js';
import { SCHEMA_VERSION } from './documents.js';
import type { Models } from './models.js';

/** Addresses on MongoDB: a document a place. */
export const makeAddressStore = ({ addresses }: Pick<Models, 'addresses'>): AddressStore => ({
  keep: async (place, address) => {
    await addresses.updateOne({ _id: place }, { $set: { ...address, schemaVersion: SCHEMA_VERSION } }, { upsert: true });
  },
  find: async (place) => {
    const found = await addresses.findById(place).lean();
    return found && { service: found.service, conversation: found.conversation, ...(found.account && { account: found.account }) };
  },
});
