// The relay of one process: carries out intents and sends notices as soon as a change asks for it, and whenever it is woken.
import { carryOut } from './carry-out.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { CarryingOut } from './carry-out.js';
import { deliverNext } from './deliver.js';
import type { Delivering } from './deliver.js';
import { realAfter } from '../within.js';
import type { After } from '../within.js';

/** Sends under way at once: one slow channel never holds the others. */
const SENDERS = 8;
/** While changes come faster than they are carried out, each round waits so long for company: many tasks share its few commands. */
const COMPANY_MS = 40;

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

/** A wait that is cut short, or not begun, while somebody needs the end of the work. */
const makeRest = (ms: number, after: After) => {
  let hurried = 0;
  let wake = (): void => undefined;
  return {
    take: async (): Promise<void> => {
      if (hurried > 0) return;
      const { done, cancel } = after(ms);
      await Promise.race([done, new Promise<void>((resolve) => (wake = resolve))]);
      cancel();
    },
    hurry: async (end: () => Promise<void>): Promise<void> => {
      hurried += 1;
      wake();
      await end().finally(() => (hurried -= 1));
    },
  };
};

type Lanes = { most: number; pass(): Promise<boolean>; onFault(error: unknown): void; rest?: ReturnType<typeof makeRest> };

/** Runs `pass` in up to `most` lanes while it finds work. A kick while lanes run makes them look once more, after their rest. */
const lanes = ({ most, pass, onFault, rest }: Lanes) => {
  const running = new Set<Promise<void>>();
  let asked = 0;
  const lane = async () => {
    for (let seen = -1; seen !== asked; ) {
      seen = asked;
      while (asked >= 0 && (await pass())) {
        if (seen !== asked) await rest?.take();
        seen = asked;
      }
    }
  };
  const kick = () => {
    if (asked < 0) return;
    asked += 1;
    if (running.size >= most) return;
    const one: Promise<void> = lane().catch(onFault).finally(() => running.delete(one));
    running.add(one);
  };
  const ended = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  const settled = () => rest?.hurry(ended) ?? ended();
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

export const makeRelay = (deps: CarryingOut & Delivering & { onRelayFault(error: unknown): void; after?: After }): Relay => {
  const { onRelayFault: onFault, after = realAfter } = deps;
  const senders = lanes({ most: SENDERS, pass: () => deliverNext(deps), onFault });
  const carriers = lanes({ most: 1, pass: async () => (await carryOut(deps)) > 0, onFault, rest: makeRest(COMPANY_MS, after) });
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
