import type { BusinessCalendar } from '../../domain/calendar.js';
import { parseClock } from '../../domain/opening-hours.js';
import type { Check } from './finding.js';
import { error, warning } from './finding.js';

const isEverOpen = ({ hours }: BusinessCalendar) => Object.values(hours).some((day) => day.length > 0);

/** Whether the practice is open at this time on some weekday. The moment of closing counts: a message may still go out. */
const isWorkingTime = ({ hours }: BusinessCalendar, clock: string): boolean => {
  const minutes = parseClock(clock) ?? -1;
  return Object.values(hours).some((day) => day.some(({ start, end }) => start <= minutes && minutes <= end));
};

/** Hours that exist, and messages at times at which they may go out. */
export const times: Check = ({ calendar, locations, attention, queues }) => {
  if (!isEverOpen(calendar)) return [error(['hours'], 'The practice is closed on all seven days, so no due date can be counted.', 'Write the hours of at least one day.')];
  const quiet = attention.quiet_hours === 'outside_hours';
  return [
    ...locations.filter(({ calendar: own }) => own !== undefined && !isEverOpen(own)).map(({ key, label }) => error(['locations', key, 'hours'], `${label} is closed on all seven days.`, 'Write the hours of at least one day, or take hours out.')),
    ...attention.bundles.filter((clock) => quiet && !isWorkingTime(calendar, clock)).map((clock) =>
      error(['attention', 'bundles'], `The bundle of ${clock} would never go out: the practice is closed then on every day.`, 'Choose a time within the hours, or say "quiet_hours: none".')),
    ...attention.bundles.filter((clock, index) => attention.bundles.indexOf(clock) !== index).map((clock) =>
      error(['attention', 'bundles'], `The bundle of ${clock} stands there twice.`, 'Take one of the two out.')),
    ...queues.filter(({ digest }) => quiet && !isWorkingTime(calendar, digest)).map(({ key, name, digest }) =>
      warning(['queues', key, 'digest'], `The digest of ${name} comes at ${digest}, when the practice is closed.`, 'Choose a time within the hours.')),
  ];
};
