// A mail as Rounds looks at it: whose answer it is, whether a machine answered, and what the mailbox's rules say of it.
import type { Mailbox, MailRule } from './playbook.js';

export type MailFile = { name: string; type: string; content: Uint8Array };

export type Mail = {
  /** Its Message-ID; where it has none, a digest of all of it. */
  id: string;
  /** The messages that it answers, the nearest first. */
  references: readonly string[];
  from: { address: string; name: string };
  /** Every recipient's address. */
  to: readonly string[];
  subject: string;
  /** Null where it cannot be read, or is too large to be fetched: it stays in the mailbox. */
  text: string | null;
  /** By their names in small letters; the last one where there are several. */
  headers: Readonly<Record<string, string>>;
  files: readonly MailFile[];
};

/** The header by which Rounds knows what it sent itself. */
export const OWN_HEADER = 'x-rounds';

const bouncer = /^(mailer-daemon|postmaster)@/i;

/**
 * Why a mail is nobody's word to the practice: Rounds sent it, it reports a delivery, or a machine answered in a person's place. `auto-generated`
 * is none of these: fax services and laboratories send their work so (RFC 3834 §5.2).
 */
export const automatic = ({ headers, from }: Pick<Mail, 'headers' | 'from'>): 'own' | 'bounce' | 'auto_reply' | null => {
  const says = (name: string) => headers[name]?.trim().toLowerCase() ?? '';
  if (headers[OWN_HEADER] !== undefined) return 'own';
  if (says('content-type').startsWith('multipart/report') || bouncer.test(from.address)) return 'bounce';
  if (says('auto-submitted').startsWith('auto-replied') || says('precedence') === 'auto_reply') return 'auto_reply';
  if (headers['x-autoreply'] !== undefined || headers['x-autorespond'] !== undefined) return 'auto_reply';
  // A report without the form of one: nobody is to answer it.
  return says('return-path') === '<>' && !says('auto-submitted').startsWith('auto-generated') ? 'bounce' : null;
};

const holds = ({ from, to, subject }: MailRule['when'], mail: Mail): boolean => {
  const names = (wanted: readonly string[] | undefined, texts: readonly string[]) => wanted === undefined || wanted.some((each) => texts.some((text) => text.toLowerCase().includes(each.toLowerCase())));
  return names(from, [mail.from.address]) && names(to, mail.to) && names(subject, [mail.subject]);
};

/** The first rule of the mailbox that fits; null where none does. */
export const ruleFor = ({ rules }: Pick<Mailbox, 'rules'>, mail: Mail): MailRule | null => rules.find(({ when }) => holds(when, mail)) ?? null;

/** The files that a mailbox may bring, by the ends of their names. */
export const FILE_TYPES = {
  pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', tif: 'image/tiff', txt: 'text/plain', csv: 'text/csv', doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xls: 'application/vnd.ms-excel', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type FileType = keyof typeof FILE_TYPES;

const SAME: Readonly<Record<string, FileType>> = { jpeg: 'jpg', tiff: 'tif' };
const MEGABYTE = 1_000_000;

export type Sifted = { kept: readonly MailFile[]; left: readonly { name: string; why: 'type' | 'size' }[] };

/** Which files are kept: of a type that the mailbox takes, by the name as by what the sender calls it, and small enough. The kept type is ours and not the sender's. */
export const sift = (files: readonly MailFile[], { types, megabytes }: Mailbox['attachments']): Sifted => {
  const typeOf = ({ name, type }: MailFile): string | null => {
    const end = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
    const byName = types.find((each) => each === (SAME[end] ?? end));
    const byType = types.find((each) => FILE_TYPES[each] === type.toLowerCase());
    return byName === undefined ? (end === '' && byType !== undefined ? FILE_TYPES[byType] : null) : FILE_TYPES[byName];
  };
  const judged = files.map((file) => ({ file, type: typeOf(file), small: file.content.byteLength <= megabytes * MEGABYTE }));
  return {
    kept: judged.flatMap(({ file, type, small }) => (type !== null && small ? [{ ...file, type }] : [])),
    left: judged.flatMap(({ file: { name }, type, small }): Sifted['left'] => (type === null ? [{ name, why: 'type' }] : small ? [] : [{ name, why: 'size' }])),
  };
};

const LONGEST_TEXT = 20_000;

/** What is sealed of a mail: who wrote it, about what, its text, and which files came with it. */
export const mailText = ({ from, subject, text }: Mail, { kept, left }: Sifted): string => {
  const body = text === null ? 'This mail could not be read here, or is too large. Look at it in the mailbox.' : text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}\n… The rest is in the mailbox.` : text;
  const files = [...kept.map(({ name }) => name), ...left.map(({ name, why }) => `${name} (left in the mailbox: ${why === 'type' ? 'this kind is not taken' : 'too large'})`)];
  return [
    `From: ${from.name === '' ? from.address : `${from.name} <${from.address}>`}`, `Subject: ${subject === '' ? 'none' : subject}`, '', body.trim(),
    ...(files.length === 0 ? [] : ['', `Files: ${files.join(', ')}`]),
  ].join('\n');
};
