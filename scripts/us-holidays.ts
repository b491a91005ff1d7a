// `npm run -s playbook:holidays`: writes src/playbook/us-holidays.json, the federal holidays that a playbook reads. Made from a
// kept list here, and not at every start: the package that knows the world's holidays takes a fifth of a second and 20 MB.
import { writeFileSync } from 'node:fs';
import Holidays from 'date-holidays';
import { HOLIDAY_YEARS } from '../src/playbook/holidays.js';

/** In the package an observed day is a `substitute day`; that of Veterans Day has the type bank, all others public. */
export const federalHolidays = (year: number) =>
  new Holidays('US', { types: ['public', 'bank'] })
    .getHolidays(year, 'en')
    .map(({ date, name }) => ({ date: date.slice(0, 10), name: name.replace(' (substitute day)', '') }));

/** The whole table: an observed New Year's Day stands in the year in which it falls. */
export const holidayTable = () => Object.fromEntries(HOLIDAY_YEARS.map((year) => [year, federalHolidays(year)]));

if (process.argv[1]?.endsWith('us-holidays')) {
  writeFileSync('src/playbook/us-holidays.json', `${JSON.stringify(holidayTable(), null, 1)}\n`);
  console.log('src/playbook/us-holidays.json written.');
}
