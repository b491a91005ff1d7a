// What Rounds needs of a mail server that it reads.
import type { Mail } from '../domain/mail.js';
import type { Mailbox } from '../domain/playbook.js';

/** How far a mailbox was read. Numbers count up within one `validity`; under another one they begin anew (RFC 9051 §2.3.1.1). */
export type MailCursor = { validity: string; uid: number; /** When it was read: wall time. */ at: Date };

export type Inbox = {
  /**
   * Hands on what came since, the oldest first, one after the other, each with how far that is; a mailbox that was never read is read from now on.
   * Ends after some, so that nobody waits for a long queue; gives where it stands. Changes nothing in the mailbox. Throws where the server does not
   * answer or lets nobody in; what `take` throws ends it.
   */
  read(mailbox: Mailbox, password: string, from: MailCursor | null, take: (mail: Mail, to: MailCursor) => Promise<void>): Promise<MailCursor>;
};

export type MailCursorStore = {
  find(mailbox: string): Promise<MailCursor | null>;
  keep(mailbox: string, cursor: MailCursor): Promise<void>;
};
