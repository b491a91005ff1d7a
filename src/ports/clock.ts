/** The domain's time. Adapters keep wall time for leases, back-off and signatures (invariant 9). */
export type Clock = { now(): Date };
