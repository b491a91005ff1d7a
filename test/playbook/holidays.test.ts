import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { holidayTable } from '../../scripts/us-holidays.js';
import { holidayFaults, holidaysOf } from '../../src/playbook/holidays.js';

describe('the days on which a practice is closed', () => {
  test('calendar US is the eleven federal holidays, and the day on which offices close for one that falls on a weekend', () => {
    expect([...holidaysOf({ calendar: 'US' }, [2026])].sort()).toEqual([
      '2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03', '2026-07-04', '2026-09-07', '2026-10-12', '2026-11-11', '2026-11-26', '2026-12-25',
    ]);
  });
  test('observed days: Sunday gives Monday, Saturday gives Friday, New Year even in the old year, Veterans Day too', () => {
    const closed = holidaysOf({ calendar: 'US' }, [2027, 2028]);
    expect(['2027-07-05', '2027-06-18', '2027-12-24', '2027-12-31', '2028-11-10'].filter((date) => !closed.has(date))).toEqual([]);
    expect(closed.has('2027-07-06')).toBe(false);
  });
  test('calendar none has only what the practice adds', () => {
    expect(holidaysOf({ calendar: 'none', also: ['2026-12-24'] }, [2026])).toEqual(new Set(['2026-12-24']));
  });
  test('a practice adds days of its own and stays open on others, by date or by name', () => {
    const closed = holidaysOf({ calendar: 'US', also: ['2026-12-24'], except: ['Columbus Day', 'Presidents’ Day', '2026-11-11', 'independence day'] }, [2026]);
    expect(['2026-12-24', '2026-12-25'].every((date) => closed.has(date))).toBe(true);
    expect(['2026-10-12', '2026-02-16', '2026-11-11', '2026-07-03', '2026-07-04'].some((date) => closed.has(date))).toBe(false);
  });
  test('an exception that names nothing is found', () => {
    expect(holidayFaults({ calendar: 'US', except: ['Columbus Day', '2026-11-11', 'MLK Day'] })).toEqual([]);
    expect(holidayFaults({ calendar: 'US', except: ['Pancake Day'] })[0]).toMatch(/"Pancake Day" is no holiday.*Juneteenth/);
    expect(holidayFaults({ calendar: 'none', except: ['Juneteenth'] })).toHaveLength(1);
  });
});

test('the table that playbooks read is what the package says', () => {
  expect(JSON.parse(readFileSync('src/playbook/us-holidays.json', 'utf8'))).toEqual(holidayTable());
});
