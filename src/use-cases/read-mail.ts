// Reads every mailbox of the playbook, each with its own error boundary: one server that is down holds up no other.
import type { Mailbox } from '../domain/playbook.js';
import type { Inbox, MailCursorStore } from '../ports/inbox.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { MailTaken, TakeInMail } from './take-in-mail.js';

type Reading = {
  playbooks: Pick<Playbooks, 'current'>;
  mailCursors: MailCursorStore;
  inbox: Inbox;
  takeInMail: TakeInMail;
  /** The value of a variable of the environment, as the playbook names it. */
  passwordOf(variable: string): string | undefined;
  onMail(mailbox: string, taken: MailTaken): void;
  /** `error` is null where its password is not there. */
  onTrouble(mailbox: string, error: unknown): void;
  onRead(mailbox: string): void;
};

/** Reads what came since the last time. What was handed on is marked before the next is read: a crash in between reads one mail twice, and twice is once. */
export const makeReadMail = ({ playbooks, mailCursors, inbox, takeInMail, passwordOf, onMail, onTrouble, onRead }: Reading) => {
  const read = async (mailbox: Mailbox) => {
    const password = passwordOf(mailbox.password_from);
    if (password === undefined) return onTrouble(mailbox.key, null);
    try {
      const end = await inbox.read(mailbox, password, await mailCursors.find(mailbox.key), async (mail, to) => {
        onMail(mailbox.key, await takeInMail(mailbox, mail));
        await mailCursors.keep(mailbox.key, to);
      });
      await mailCursors.keep(mailbox.key, end);
      onRead(mailbox.key);
    } catch (error) {
      onTrouble(mailbox.key, error);
    }
  };
  return async (): Promise<void> => void (await Promise.all(playbooks.current().mail.map(read)));
};
