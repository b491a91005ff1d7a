// The dashboard: the figures that somebody may read. Whoever may read none is told who can.
import { mayReadFigures } from '../domain/permissions.js';
import type { Person } from '../domain/playbook.js';
import { figuresFor } from '../view/figures.js';
import type { Figure, Span } from '../view/figures.js';
import type { Deps } from './deps.js';
import type { Figures } from './keep-figures.js';

export type ReadFigures = (person: Person, span: Span) => Promise<{ result: 'shown'; figures: readonly Figure[]; /** Earlier days are still being counted. */ whole: boolean } | { result: 'refused'; say: string }>;

export const makeReadFigures = ({ figures, playbooks, clock, audit }: Pick<Deps, 'playbooks' | 'clock' | 'audit'> & { figures: Pick<Figures, 'read'> }): ReadFigures =>
  async (person, span) => {
    if (!mayReadFigures(person)) {
      audit.note({ actor: person.key, door: 'web', action: 'denied', task: null, facts: { verb: 'figures', action: 'figures' } });
      return { result: 'refused', say: 'Figures are for leads, managers and auditors. Your own work and your queues stand on the board.' };
    }
    const { open, days, whole } = await figures.read();
    return { result: 'shown', whole, figures: figuresFor({ reader: person, playbook: playbooks.current(), now: clock.now(), open, days, span }) };
  };
