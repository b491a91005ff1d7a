// What a day's figures say of triage, of insurers' answers and of reopening, each counted by hand.
import { describe, expect, test } from '@jest/globals';
import { addUp, dayRowsOf } from '../../src/domain/insights/days.js';
import { append } from '../../src/domain/history.js';
import type { Change, Entry } from '../../src/domain/history.js';
import { typeOf } from '../../src/domain/playbook.js';
import type { Playbook } from '../../src/domain/playbook.js';
import type { ConfirmedTask, Status } from '../../src/domain/task.js';
import { readPlaybook } from '../../src/playbook/read.js';
import { todoTask } from '../support/sample-task.js';

const starter = (): Playbook => {
  const reading = readPlaybook('');
  if (!reading.ok) throw new Error('the starter has faults');
  return { ...reading.playbook, version: 1 };
};

type Told = [at: string, verb: string, to: Status, changes?: Change[]];
const historyOf = (told: readonly Told[]): Entry[] =>
  told.reduce<Entry[]>((history, [at, verb, to, changes = []]) => append('T-1', history, { at: new Date(at), actor: 'maria', door: 'slack', verb, from: history.at(-1)?.to ?? null, to, changes, why: null }), []);

/** Sent on Monday at 9, its answer came on Friday at 15, recorded on Saturday; by law it had until the Monday after. Then it came back and was closed again. */
const asked = (fields: ConfirmedTask['fields']): ConfirmedTask => todoTask(1, {
  type: 'prior_auth_followup', fields, deadline: { at: new Date('2026-12-14T14:00:00Z'), extended: false },
  history: historyOf([
    ['2026-12-07T13:00:00Z', 'create', 'triage'],
    ['2026-12-07T15:30:00Z', 'confirm', 'todo', [{ name: 'type', from: null, to: 'prior_auth_followup' }, { name: 'due', to: '2026-12-09T15:30:00Z' }]],
    ['2026-12-07T16:00:00Z', 'wait', 'waiting', [{ name: 'waiting_on', to: 'insurer' }]],
    ['2026-12-11T20:00:00Z', 'resume', 'in_progress'],
    ['2026-12-12T20:00:00Z', 'finish', 'done'],
    ['2026-12-13T15:00:00Z', 'reopen', 'in_progress', [{ name: 'due', from: '2026-12-09T15:30:00Z', to: '2026-12-20T15:30:00Z' }]],
  ]),
});
const DAYS = ['2026-12-07', '2026-12-10', '2026-12-12', '2026-12-13'];
const rows = (task: ConfirmedTask) => dayRowsOf(task, DAYS, starter()).map((each) => addUp(each));

describe('a day’s figures', () => {
  const submitted = { insurer: 'aetna', submitted_at: '2026-12-07T14:00:00.000Z' };

  test('an insurer’s answer counts from when it was asked until it was known, on the day on which the task was closed', () => {
    expect(typeOf(starter(), 'prior_auth_followup')?.fields.some(({ key }) => key === 'submitted_at')).toBe(true);
    expect(rows(asked(submitted))[2]).toMatchObject([{ done: 1, reopened: 0, decisions: [{ insurer: 'aetna', days: 4.25, limit: 7 }] }]);
  });
  test('without the day on which it was sent there is no answer to count', () => {
    expect(rows(asked({ insurer: 'aetna' }))[2]).toMatchObject([{ done: 1, decisions: [] }]);
  });
  test('triage ends when a person has sorted it; the hour is that of the practice’s clock', () => {
    expect(rows(asked(submitted))[0]).toMatchObject([{ type: null, made: { 'phone 8': 1 }, sorted: [] }, { type: 'prior_auth_followup', made: {}, sorted: [2.5 * 3_600_000] }]);
  });
  test('while the due clock stands still nothing is late; a reopening counts on its own day', () => {
    expect(rows(asked(submitted))[1]).toEqual([]);
    expect(rows(asked(submitted))[3]).toMatchObject([{ done: 0, reopened: 1, late: 0 }]);
  });
});
