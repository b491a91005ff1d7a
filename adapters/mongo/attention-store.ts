import type { AttentionStore } from '../../src/ports/attention-store.js';
import type { Models } from './models.js';
import { decodeTask } from './task-codec.js';

/** The open tasks on MongoDB, for a change of the rules. */
export const makeAttentionStore = ({ tasks }: Pick<Models, 'tasks'>): AttentionStore => ({
  open: async function* () {
    for await (const document of tasks.find({ open: true }).lean().cursor()) yield decodeTask(document);
  },
  setAttention: async ({ number, version }, at) => {
    await tasks.updateOne({ _id: number, version }, at === null ? { $unset: { attentionAt: 1 } } : { $set: { attentionAt: at } });
  },
});
