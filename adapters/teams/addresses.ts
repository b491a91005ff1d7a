// What Teams lets a bot write to first: remembered from what people send, in the store, so that a restart forgets nobody.
import type { Address, AddressStore } from '../../src/ports/address-store.js';
import { isPersonal } from './payload.js';
import type { Activity } from './payload.js';

const SERVICE = 'teams:service';
const REMEMBERED = 2000;
const placeOf = (person: string) => `teams:person:${person}`;
const chatPlace = (conversation: string) => `teams:chat:${conversation}`;

export type Addresses = ReturnType<typeof makeAddresses>;

export const makeAddresses = (store: AddressStore) => {
  const kept = new Map<string, string>();

  const keep = async (place: string, address: Address): Promise<void> => {
    const text = JSON.stringify(address);
    if (kept.get(place) === text) return;
    await store.keep(place, address);
    if (kept.size >= REMEMBERED) kept.clear();
    kept.set(place, text);
  };

  return {
    /** Where this person, and Teams itself, can be written to from now on. */
    learn: async (activity: Activity, person: string): Promise<void> => {
      const { serviceUrl: service, conversation: { id: conversation }, from: { id: account } } = activity;
      await keep(SERVICE, { service, conversation: '' });
      if (!isPersonal(activity)) return;
      await keep(placeOf(person), { service, conversation });
      await keep(chatPlace(conversation), { service, conversation, account });
    },
    keepChat: (person: string, address: Address) => keep(placeOf(person), address),
    chatOf: (person: string) => store.find(placeOf(person)),
    /** Teams' id of whoever's chat this is; absent where they have not written yet, or where it is no chat of one person. */
    readerOf: async (conversation: string): Promise<string | undefined> => (await store.find(chatPlace(conversation)))?.account,
    /** Teams' own address for this practice; null where nobody has ever written from there. */
    service: async (): Promise<string | null> => (await store.find(SERVICE))?.service ?? null,
  };
};
