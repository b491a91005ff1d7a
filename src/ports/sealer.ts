import type { Sealed } from '../domain/task.js';

/** Encrypts what stands at rest: patient references, source texts, notes. */
export type Sealer = {
  seal(text: string): Sealed;
  /** Seals a patient reference with its mark, by which the same reference is found again. */
  sealReference(text: string): Sealed;
  /** The marks that a reference may have been kept under: by today's key, and by the keys before it while they are known. None where it tells nobody apart. */
  marksOf(reference: string): readonly string[];
  /** Throws where the key is not known or the text was tampered with. */
  open(sealed: Sealed): string;
  /** Secrets for this purpose, worked out of today's key and of those before it, today's first. 32 bytes; none says anything of its key or of another. */
  secretsFor(purpose: string): readonly Buffer[];
  /** Whether it was sealed with the key that seals today. */
  isCurrent(sealed: Sealed): boolean;
};
