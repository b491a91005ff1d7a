import type { Person, PhiMode, Playbook } from '../domain/playbook.js';

/** What every view is made from, beside what it shows. */
export type Seen = { playbook: Playbook; now: Date; reader: Person };
/** `quote` is the source's text where the PHI mode lets this surface show it; the use case decides. */
export type Quoted = { quote: string | null };
export type { PhiMode };
