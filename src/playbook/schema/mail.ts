import { FILE_TYPES } from '../../domain/mail.js';
import type { FileType } from '../../domain/mail.js';
import { CAME_BY } from '../../domain/words.js';
import { key, listOf, oneOf, oneOrMore, say, section, text, wholeNumber, yes } from './words.js';

const names = Object.keys(FILE_TYPES) as [FileType, ...FileType[]];

/** A variable of the environment that holds a password: by its name no other can be sent to a mail server. */
const variable = text.regex(/^MAIL_[A-Z0-9_]+$/, say('This is no name of a variable for a mailbox’s password.', 'Begin it with MAIL_, such as MAIL_REFERRALS_PASSWORD, and set it in the environment.'));

const rule = section({
  when: section({ from: oneOrMore(text).exactOptional(), to: oneOrMore(text).exactOptional(), subject: oneOrMore(text).exactOptional() }).meta({ description: 'Parts of the sender’s address, a recipient’s, the subject: all that are named must fit' }),
  type: key.exactOptional(),
  queue: key.exactOptional(),
  ignore: yes.default(false).meta({ description: 'It stays in the mailbox, and no task is made of it' }),
});

export const mailbox = section({
  key,
  name: text,
  host: text.meta({ description: 'The IMAP server' }),
  port: wholeNumber(1, 65535).exactOptional(),
  security: oneOf(['tls', 'starttls', 'none']).default('tls').meta({ description: 'none: on this machine alone' }),
  user: text,
  password_from: variable.meta({ description: 'The variable of the environment that holds its password' }),
  folder: text.default('INBOX'),
  queue: key.exactOptional().meta({ description: "Whose leads sort it; left out: the type's, else the first that is on" }),
  type: key.exactOptional(),
  came_by: oneOf(CAME_BY).default('email'),
  rules: listOf(rule).default([]).meta({ description: 'The first that fits wins' }),
  attachments: section({ types: listOf(oneOf(names)).default(['pdf', 'png', 'jpg', 'tif', 'txt']), megabytes: wholeNumber(1, 7).default(5) }).prefault({}),
});
