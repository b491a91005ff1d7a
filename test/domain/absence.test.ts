// Days away: what the playbook says and what people say, as one list.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backAt, cameBack, goneFor, isAway, staysHere, withAbsences } from '../../src/domain/absence.js';
import type { Absence } from '../../src/domain/absence.js';
import { dateOfDay, dayNumber } from '../../src/domain/local-time.js';
import { mayFor } from '../../src/domain/permissions.js';
import { person, testPlaybook } from '../support/playbook.js';
import { known } from '../support/tasks.js';

const NOTHING: Absence = { person: 'sam', away: [], returned: null };
const away = (...days: [string, string][]) => days.map(([from, to]) => ({ from, to }));
const noon = (day: string) => new Date(`${day}T17:00:00Z`);
const samWith = (absence: Absence, planned: Absence['away'] = []) => {
  const playbook = withAbsences({ ...testPlaybook(), people: testPlaybook().people.map((one) => (one.key === 'sam' ? { ...one, away: planned } : one)) }, [absence]);
  return { sam: known('sam', playbook), playbook };
};

describe('what is said', () => {
  test('stands beside what the playbook says', () => {
    const { sam } = samWith(goneFor(NOTHING, { from: '2026-03-10', back: '2026-03-12' }, '2026-03-03'), away(['2026-03-04', '2026-03-05']));
    expect(['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-10', '2026-03-11', '2026-03-12'].map((day) => isAway(sam, noon(day), 'America/New_York'))).toEqual([false, true, true, false, true, true, false]);
  });
  test('the last word counts where days overlap, and other days stay', () => {
    const first = goneFor(goneFor(NOTHING, { from: '2026-12-24', back: '2027-01-02' }, '2026-03-03'), { from: '2026-03-03', back: '2026-03-10' }, '2026-03-03');
    expect(goneFor(first, { from: '2026-03-03', back: '2026-03-06' }, '2026-03-03').away).toEqual(away(['2026-03-03', '2026-03-05'], ['2026-12-24', '2027-01-01']));
  });
  test('coming back ends the playbook’s days too, from that day on', () => {
    const { sam } = samWith(cameBack(NOTHING, '2026-03-04'), away(['2026-03-03', '2026-03-06'], ['2026-05-01', '2026-05-02']));
    expect(['2026-03-03', '2026-03-04', '2026-03-06', '2026-05-01'].map((day) => isAway(sam, noon(day), 'America/New_York'))).toEqual([true, false, false, true]);
  });
  test('days that lie ahead can be taken back alone', () => {
    const said = { ...NOTHING, away: away(['2026-03-10', '2026-03-11'], ['2026-04-01', '2026-04-02']) };
    expect(staysHere(said, '2026-03-10').away).toEqual(away(['2026-04-01', '2026-04-02']));
  });
  test('somebody is back at the first opening, over a weekend and days that follow on', () => {
    const { sam, playbook } = samWith({ ...NOTHING, away: away(['2026-03-03', '2026-03-06'], ['2026-03-09', '2026-03-09']) });
    expect(backAt(sam, playbook, noon('2026-03-03'))?.toISOString()).toBe('2026-03-10T12:00:00.000Z');
    expect(backAt(person('maria'), playbook, noon('2026-03-03'))).toBeNull();
  });
});

const today = '2026-03-03';
const ahead = fc.integer({ min: 0, max: 40 });
const saying = fc.oneof(
  fc.tuple(ahead, fc.integer({ min: 1, max: 20 })).map(([from, length]) => (before: Absence) => goneFor(before, { from: dateOfDay(dayNumber(today) + from), back: dateOfDay(dayNumber(today) + from + length) }, today)),
  fc.constant((before: Absence) => cameBack(before, today)),
);

test('whatever was said before: whoever says so is out, and whoever is back is here; days never overlap', () => {
  fc.assert(fc.property(fc.array(saying, { maxLength: 12 }), ahead, (said, planned) => {
    const absence = said.reduce((before, say) => say(before), NOTHING);
    for (const [index, span] of absence.away.entries()) expect(absence.away.slice(index + 1).every((other) => other.from > span.to)).toBe(true);
    const spans = away([today, dateOfDay(dayNumber(today) + planned)]);
    expect(isAway(samWith(cameBack(absence, today), spans).sam, noon(today), 'America/New_York')).toBe(false);
    expect(isAway(samWith(goneFor(absence, { from: today, back: dateOfDay(dayNumber(today) + 1) }, today)).sam, noon(today), 'America/New_York')).toBe(true);
  }));
});

test('who may say it for whom: themselves, a lead of a queue of theirs, a manager', () => {
  const playbook = testPlaybook();
  const who = (whom: string) => playbook.people.filter((one) => mayFor(one, 'absence', known(whom), playbook)).map(({ key }) => key);
  expect(who('sam')).toEqual(['sam', 'dana', 'morgan']);
  expect(who('priya')).toEqual(['priya', 'morgan']);
  expect([who('desk'), who('jordan'), who('alex')]).toEqual([[], [], []]);
  expect(playbook.people.filter((one) => mayFor(one, 'move', known('dana'), playbook)).map(({ key }) => key)).toEqual(['dana', 'morgan']);
  expect(playbook.people.filter((one) => mayFor(one, 'hand_off', known('sam'), playbook)).map(({ key }) => key)).toEqual(['sam']);
});
