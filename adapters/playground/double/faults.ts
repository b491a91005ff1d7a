import type { Fault } from './types.js';

export type Faults = { failNext(method: string, fault: Fault, times?: number): void; take(method: string): Fault | undefined };

/** What is to go wrong, by method, each used up in turn. */
export const createFaults = (): Faults => {
  const planned = new Map<string, Fault[]>();
  return {
    failNext: (method, fault, times = 1) => void planned.set(method, [...(planned.get(method) ?? []), ...Array.from({ length: times }, () => fault)]),
    take: (method) => planned.get(method)?.shift(),
  };
};
