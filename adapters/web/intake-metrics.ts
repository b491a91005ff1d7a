import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

/** Counts what came to the webhook by what became of it. */
export const countDeliveries = (registry: Registry): ((outcome: string) => void) => {
  const counter = new Counter({ name: 'rounds_intake_total', help: 'Deliveries to the signed webhook by outcome', labelNames: ['outcome'], registers: [registry] });
  return (outcome) => counter.inc({ outcome });
};
