import type { Sealer } from '../ports/sealer.js';
import type { Seal } from '../view/forms/inputs.js';

/** How the answers of a form are sealed: patient references with their mark. */
export const sealAnswer = (sealer: Pick<Sealer, 'seal' | 'sealReference'>): Seal => (text, kind) => (kind === 'patient_ref' ? sealer.sealReference(text) : sealer.seal(text));
