import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { NoticeStore } from '../../src/ports/notice-store.js';

/** The same outbox, counting what becomes of its notices. A label says the outcome; which task or person is nobody's business here. */
export const countNotices = (notices: NoticeStore, registry: Registry): NoticeStore => {
  const ended = new Counter({ name: 'rounds_notices_total', help: 'Notices by what became of a try: sent (or edited), later, failed', labelNames: ['result'], registers: [registry] });
  for (const result of ['sent', 'later', 'failed']) ended.inc({ result }, 0);
  new Gauge({
    name: 'rounds_notices_waiting',
    help: 'Notices that are still to be sent or edited; not a number where the store does not answer',
    registers: [registry],
    async collect() {
      this.set(await notices.waiting().catch(() => NaN));
    },
  });
  const counting = <Args extends unknown[]>(result: string, work: (...args: Args) => Promise<void>) => async (...args: Args) => {
    await work(...args);
    ended.inc({ result });
  };
  return { ...notices, sent: counting('sent', notices.sent), later: counting('later', notices.later), failed: counting('failed', notices.failed) };
};
