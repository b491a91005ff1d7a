// Figures of days that are over, one document a day. They hold nothing that the histories do not: without them they are counted anew.
import type { Day } from '../domain/insights/days.js';
import type { LocalDate } from '../domain/local-time.js';

export type DayStore = {
  /** The latest day that is kept; null where none is. */
  last(): Promise<LocalDate | null>;
  /** From this day on, ascending. */
  since(day: LocalDate): Promise<readonly Day[]>;
  /** Puts a day in place of what was kept for it: twice is once. */
  keep(day: Day): Promise<void>;
  /** Forgets all of them, so that they are counted anew. */
  forget(): Promise<void>;
};
