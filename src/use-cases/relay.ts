// The relay of one process: carries out intents and sends notices as soon as a change asks for it, and whenever it is woken.
import { carryOut } from './carry-out.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { CarryingOut } from './carry-out.js';
import { deliverNext } from './deliver.js';
import type { Delivering } from './deliver.js';

/** Sends under way at once: one slow channel never holds the others. */
const SENDERS = 8;

export type Relay = {
  /** Begins to carry out what changes owe, in the background. Cheap, and safe to call at any time. */
  kick(): void;
  /** Begins to send notices that are due, likewise. */
  send(): void;
  /** Resolves when nothing is under way and nothing is due. */
  settled(): Promise<void>;
  /** Begins nothing more, and waits for what is under way. What is left stays in the store. */
  stop(): Promise<void>;
};

/** Runs `pass` in up to `most` lanes while it finds work. A kick while lanes run makes them look once more. */
const lanes = (most: number, pass: () => Promise<boolean>, onFault: (error: unknown) => void) => {
  const running = new Set<Promise<void>>();
  let asked = 0;
  const lane = async () => {
    for (let seen = -1; seen !== asked; ) {
      seen = asked;
      while (asked >= 0 && (await pass()));
    }
  };
  const kick = () => {
    if (asked < 0) return;
    asked += 1;
    if (running.size >= most) return;
    const one: Promise<void> = lane().catch(onFault).finally(() => running.delete(one));
    running.add(one);
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  return { kick, settled, stop: () => ((asked = -1), settled()) };
};

/** Notices that call a sender as they are added or may have to be edited: each sender ends when it finds no work. */
export const sentSoon = (notices: NoticeStore, send: () => void): NoticeStore => ({
  ...notices,
  add: async (...added) => {
    await notices.add(...added);
    send();
  },
  refresh: async (...changed) => {
    await notices.refresh(...changed);
    send();
  },
  resend: async (...given) => {
    const again = await notices.resend(...given);
    send();
    return again;
  },
  renew: async (...changed) => {
    await notices.renew(...changed);
    send();
  },
});

export const makeRelay = (deps: CarryingOut & Delivering & { onRelayFault(error: unknown): void }): Relay => {
  const senders = lanes(SENDERS, () => deliverNext(deps), deps.onRelayFault);
  const carriers = lanes(1, async () => (await carryOut(deps)) > 0, deps.onRelayFault);
  return {
    kick: carriers.kick,
    send: senders.kick,
    settled: async () => {
      await carriers.settled();
      await senders.settled();
    },
    stop: async () => {
      await carriers.stop();
      await senders.stop();
    },
  };
};
