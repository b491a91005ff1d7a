// Mail: the mailboxes that the playbook names, and the server that notices go out by. Nothing of it is loaded where there is none.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { watchMail } from '../../adapters/web/index.js';
import type { Config } from '../config.js';
import { faultFields } from '../fault-fields.js';
import type { ChatPlatform } from '../ports/chat-platform.js';
import type { Clock } from '../ports/clock.js';
import { makeReadMail } from '../use-cases/read-mail.js';
import { makeTakeInMail } from '../use-cases/take-in-mail.js';

type Needs = Parameters<typeof makeTakeInMail>[0] & Pick<Parameters<typeof makeReadMail>[0], 'playbooks' | 'mailCursors'> & { wallClock: Clock['now'] };

/** Notices by mail, where a server is configured; nothing of it is loaded elsewhere. */
export const openSending = async ({ smtp }: Pick<Config, 'smtp'>, publicUrl: string): Promise<ChatPlatform | null> => {
  if (smtp === null) return null;
  const { makeMailPlatform } = await import('../../adapters/mail/send.js');
  return makeMailPlatform({ ...smtp, publicUrl });
};

/** Reads every mailbox once when it is called. */
export const openMail = ({ mailPasswords }: Pick<Config, 'mailPasswords'>, deps: Needs, { log, registry }: { log: Logger; registry: Registry }): (() => Promise<void>) => {
  const watch = watchMail(registry);
  // A server that is down for a night is one line, and one more when it is back.
  const troubled = new Map<string, string>();
  const onTrouble = (mailbox: string, error: unknown) => {
    const what = error === null ? 'no password' : String(faultFields(error).code ?? faultFields(error).fault);
    if (troubled.get(mailbox) === what) return;
    troubled.set(mailbox, what);
    if (error === null) log.error({ mailbox }, 'a mailbox is not read: the variable that its "password_from" names is not set');
    else log.error({ mailbox, ...faultFields(error) }, 'a mailbox could not be read; the next wake tries again');
  };
  const onRead = (mailbox: string) => {
    watch.read(mailbox);
    if (troubled.delete(mailbox)) log.info({ mailbox }, 'a mailbox is read again');
  };
  const open = async () => {
    const { makeInbox } = await import('../../adapters/mail/inbox.js');
    return makeReadMail({ ...deps, inbox: makeInbox({ now: deps.wallClock }), takeInMail: makeTakeInMail(deps), passwordOf: (variable) => mailPasswords[variable], onMail: watch.count, onTrouble, onRead });
  };
  let opened: Promise<() => Promise<void>> | null = null;
  return async () => {
    if (deps.playbooks.current().mail.length > 0) await (await (opened ??= open()))();
  };
};
