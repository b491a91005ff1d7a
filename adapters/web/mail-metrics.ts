import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** Counts mails by mailbox and by what became of them, and says when each mailbox was read last: an alarm for one that is not. */
export const watchMail = (registry: Registry) => {
  const mails = new Counter({ name: 'rounds_mail_total', help: 'Mails read by mailbox and by what became of them', labelNames: ['mailbox', 'outcome'], registers: [registry] });
  const read = new Gauge({ name: 'rounds_mail_read_timestamp_seconds', help: 'When each mailbox was read last', labelNames: ['mailbox'], registers: [registry] });
  return { count: (mailbox: string, outcome: string) => mails.inc({ mailbox, outcome }), read: (mailbox: string) => read.setToCurrentTime({ mailbox }) };
};
