import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';

/** Counts the times a task could not be looked after or carried out: an alarm for whoever runs Rounds, beside the log line that names it. */
export const countSetAside = (registry: Registry): (() => void) => {
  const counter = new Counter({ name: 'rounds_tasks_set_aside_total', help: 'Times a task could not be decided or carried out and was left for the next wake', registers: [registry] });
  return () => counter.inc();
};
