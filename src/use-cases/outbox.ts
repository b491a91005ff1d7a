// What Rounds could not send: an admin sees it, mends the cause, and has it tried again.
import type { Person } from '../domain/playbook.js';
import type { AddedNotice, NoticeStore } from '../ports/notice-store.js';
import type { Deps } from './deps.js';

export type Outbox = {
  /** How many have something left to do, and the newest of those that were given up. */
  look(): Promise<{ waiting: number; dead: readonly AddedNotice[] }>;
  /** False where it is not given up any more. */
  resend(person: Person, key: string): Promise<boolean>;
};

const MOST = 100;

export const makeOutbox = ({ notices, audit, wallClock }: Pick<Deps, 'audit'> & { notices: NoticeStore; wallClock(): Date }): Outbox => ({
  look: async () => {
    const [waiting, dead] = await Promise.all([notices.waiting(), notices.dead(MOST)]);
    return { waiting, dead };
  },
  resend: async ({ key: actor }, key) => {
    const again = await notices.resend(key, wallClock());
    if (again) audit.note({ actor, door: 'web', action: 'resend', task: null, facts: { notice: key } });
    return again;
  },
});
