// Reads a mailbox over IMAP, by imapflow, and leaves it as it is: opened for reading alone, nothing is marked, moved or removed.
import { ImapFlow } from 'imapflow';
import type { Mailbox } from '../../src/domain/playbook.js';
import type { Inbox, MailCursor } from '../../src/ports/inbox.js';
import { parseMail } from './parse.js';

const PATIENCE_MS = 20_000;
/** Mails of one reading. The next one goes on. */
const MOST = 50;
/** A mail that is larger than this is not fetched: its headers are, and it says so. */
const LARGEST_BYTES = 25_000_000;
const DAY_MS = 24 * 60 * 60_000;

const connect = async ({ host, port, security, user }: Mailbox, pass: string): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host, port: port ?? (security === 'tls' ? 993 : 143), secure: security === 'tls', ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth: { user, pass }, logger: false, disableAutoIdle: true, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: 3 * PATIENCE_MS,
  });
  // What breaks later shows in the call that it broke.
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** The numbers of what came since, ascending. Where the server counts anew, all of the last days: what was read before is known by its own id. */
const newIn = async (client: ImapFlow, from: MailCursor, validity: string): Promise<number[]> => {
  const same = from.validity === validity;
  const found = await client.search(same ? { uid: `${String(from.uid + 1)}:*` } : { since: new Date(from.at.getTime() - DAY_MS) }, { uid: true });
  // `n:*` names the last mail even where its number is below n (RFC 9051 §9, seq-range).
  return (Array.isArray(found) ? found : []).filter((uid) => !same || uid > from.uid).sort((a, b) => a - b);
};

const fetchOne = async (client: ImapFlow, uid: number) => {
  const about = await client.fetchOne(String(uid), { size: true }, { uid: true });
  if (about === false) return null;
  const whole = (about.size ?? 0) <= LARGEST_BYTES;
  const fetched = await client.fetchOne(String(uid), whole ? { source: true } : { headers: true }, { uid: true });
  const bytes = fetched === false ? undefined : whole ? fetched.source : fetched.headers;
  return bytes === undefined ? null : parseMail(bytes, whole ? 'whole' : 'headers');
};

/** `now` is wall time. */
export const makeInbox = ({ now }: { now(): Date }): Inbox => ({
  read: async (mailbox, password, from, take) => {
    const client = await connect(mailbox, password);
    try {
      const opened = await client.mailboxOpen(mailbox.folder, { readOnly: true });
      const validity = String(opened.uidValidity);
      const to = (uid: number): MailCursor => ({ validity, uid, at: now() });
      if (from === null) return to(opened.uidNext - 1);
      const found = await newIn(client, from, validity);
      for (const uid of found.slice(0, MOST)) {
        // Somebody may have moved it away since it was found.
        const mail = await fetchOne(client, uid);
        if (mail !== null) await take(mail, to(uid));
      }
      return to(found.slice(0, MOST).at(-1) ?? (from.validity === validity ? from.uid : opened.uidNext - 1));
    } finally {
      await client.logout().catch(() => client.close());
    }
  },
});
