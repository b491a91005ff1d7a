import type { Sealed } from '../domain/task.js';

/** Encrypts what stands at rest: patient references, source texts, notes. */
export type Sealer = {
  seal(text: string): Sealed;
  /** Throws where the key is not known or the text was tampered with. */
  open(sealed: Sealed): string;
  /** Whether it was sealed with the key that seals today. */
  isCurrent(sealed: Sealed): boolean;
};
