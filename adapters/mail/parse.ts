// From a mail's bytes to what Rounds looks at, by mailparser. Whatever it holds, it is read or said to be unreadable: no mail stops those behind it.
import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import type { AddressObject } from 'mailparser';
import type { Mail } from '../../src/domain/mail.js';

const addressesIn = (fields: AddressObject | AddressObject[] | undefined): { address: string; name: string }[] =>
  [fields ?? []].flat().flatMap(({ value }) => value.flatMap(({ address, name, group }) => (group === undefined ? [{ address: address ?? '', name }] : group.map((each) => ({ address: each.address ?? '', name: each.name })))));

/** `References` names the oldest first; what is answered stands nearest. */
const referencesOf = (references: string | string[] | undefined, inReplyTo: string | undefined): string[] => [
  ...new Set([...(inReplyTo?.match(/<[^<>\s]+>/g) ?? []), ...[references ?? []].flat().flatMap((each) => each.match(/<[^<>\s]+>/g) ?? []).reverse()]),
];

const unreadable = (source: Buffer): Mail => ({ id: `digest:${createHash('sha256').update(source).digest('hex')}`, references: [], from: { address: '', name: '' }, to: [], subject: '', text: null, headers: {}, files: [] });

/** Reads a whole mail; or its headers alone, where the rest is too large to be fetched. */
export const parseMail = async (source: Buffer, part: 'whole' | 'headers'): Promise<Mail> => {
  try {
    const mail = await simpleParser(source, { skipImageLinks: true, skipTextToHtml: true });
    const [from] = addressesIn(mail.from);
    const headers = Object.fromEntries(mail.headerLines.map(({ key, line }) => [key.toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
    const files = mail.attachments.map(({ filename, contentType, content }, index) => ({ name: filename ?? `file ${String(index + 1)}`, type: contentType, content }));
    return {
      id: mail.messageId ?? unreadable(source).id, references: referencesOf(mail.references, mail.inReplyTo), from: from ?? { address: '', name: '' }, to: [...addressesIn(mail.to), ...addressesIn(mail.cc), ...addressesIn(mail.bcc)].map(({ address }) => address),
      subject: mail.subject ?? '', text: part === 'whole' ? (mail.text ?? '') : null, headers, files: part === 'whole' ? files : [],
    };
  } catch {
    return unreadable(source);
  }
};
