import type { SignInStore } from '../../src/ports/sign-in-store.js';
import { SCHEMA_VERSION } from './documents.js';
import type { Models } from './models.js';

type SignIns = Pick<Models, 'signInLinks' | 'sessions'>;

const decode = <Rest extends object>({ _id: hash, schemaVersion: _schemaVersion, ...rest }: Rest & { _id: string; schemaVersion: number }) => ({ ...rest, hash });

/** Links and sessions on MongoDB. What has ended is refused here, at once; an index clears it away a little later. */
export const makeSignInStore = ({ signInLinks, sessions }: SignIns): SignInStore => ({
  addLink: async ({ hash, ...link }) => {
    await signInLinks.create({ ...link, _id: hash, schemaVersion: SCHEMA_VERSION });
  },
  takeLink: async (hash, now) => {
    const taken = await signInLinks.findOneAndDelete({ _id: hash, endsAt: { $gt: now } }).lean();
    return taken && decode(taken);
  },
  addSession: async ({ hash, ...session }) => {
    await sessions.create({ ...session, _id: hash, schemaVersion: SCHEMA_VERSION });
  },
  useSession: async (hash, now, idleUntil) => {
    const held = await sessions.findOneAndUpdate({ _id: hash, idleUntil: { $gt: now }, endsAt: { $gt: now } }, { $set: { idleUntil } }, { returnDocument: 'after' }).lean();
    return held && decode(held);
  },
  endSession: async (hash) => {
    const ended = await sessions.findOneAndDelete({ _id: hash }).lean();
    return ended && decode(ended);
  },
});
