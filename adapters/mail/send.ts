// Notices to people without chat, as mail by SMTP (nodemailer). A mail's text lies readable on every server on its way: it says that there is something, and nothing else.
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { OWN_HEADER } from '../../src/domain/mail.js';
import { Throttled, Undeliverable } from '../../src/ports/chat-platform.js';
import type { ChatPlatform } from '../../src/ports/chat-platform.js';

const PATIENCE_MS = 20_000;
const BUSY_MS = 60_000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export type MailOptions = { /** `smtps://user:password@host`, or `smtp://…`, which must turn to TLS. */ url: string; from: string; publicUrl: string };

const codeOf = (error: unknown): number | null => (typeof error === 'object' && error !== null && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null);

/** What SMTP's answer means: 421 asks to wait, other 4xx may heal, 5xx cannot (RFC 5321 §4.2.1). */
const meaningOf = (error: unknown): unknown => {
  const code = codeOf(error);
  if (code === 421) return new Throttled(BUSY_MS);
  return code !== null && code >= 500 && code !== 530 && code !== 535 ? new Undeliverable(`smtp_${String(code)}`) : error;
};

export const makeMailPlatform = ({ url, from, publicUrl }: MailOptions): ChatPlatform => {
  const { protocol, hostname } = new URL(url);
  const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, requireTLS: protocol === 'smtp:' && !LOOPBACK.includes(hostname) });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'rounds.invalid';

  const post: ChatPlatform['post'] = async (destination, { summary }, key) => {
    if (destination.to !== 'person') throw new Undeliverable('no_person');
    // The same id where it has to be sent again: programs show such mails once.
    const messageId = `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@${domain}>`;
    try {
      await transport.sendMail({
        from, to: { name: '', address: destination.id }, messageId, subject: `Rounds: ${summary}`,
        text: `${summary}.\n\nOpen Rounds to see it: ${publicUrl}\n\nNothing of a patient stands in mails of Rounds, and nobody reads answers to them.\n`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', [OWN_HEADER]: 'notice' },
      });
    } catch (error) {
      throw meaningOf(error);
    }
    return { channel: 'mail', ts: messageId };
  };

  // What was sent by mail stands as it was sent: who follows a task looks at it in Rounds.
  return { name: 'mail', post, update: async () => 'updated' };
};
