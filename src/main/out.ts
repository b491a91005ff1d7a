// What Rounds gives to the outside beside chat: tasks as FHIR, due dates as calendars.
import type { Express } from 'express';
import { mountOut } from '../../adapters/web/index.js';
import type { Calendars } from '../use-cases/calendar.js';
import { makeReadFhir } from '../use-cases/read-fhir.js';

type Needs = Omit<Parameters<typeof makeReadFhir>[0], 'base'> & { calendars: Pick<Calendars, 'read'>; publicUrl: string; /** Wall time: what limits live by. */ now(): Date };

export const openOut = (doors: Express, { publicUrl, now, calendars, ...deps }: Needs): void => {
  const base = `${publicUrl}/fhir`;
  mountOut(doors, { readFhir: makeReadFhir({ ...deps, base }), calendars, base, now });
};
