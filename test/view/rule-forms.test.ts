// The tables of the admin's forms against the rules that they change: nothing is changed but what somebody changed.
import { describe, expect, test } from '@jest/globals';
import { EVERYTHING } from '../../src/playbook/part.js';
import { readSettings, wholeSettings } from '../../src/playbook/read.js';
import { saysSame } from '../../src/playbook/settings.js';
import type { Settings } from '../../src/playbook/settings.js';
import type { Answers, Input } from '../../src/view/nodes.js';
import { inputOfFault, inputsOf, readFilled } from '../../src/view/rules/edit.js';
import type { Filling } from '../../src/view/rules/edit.js';
import { daysLines, escalationLines } from '../../src/view/rules/lines.js';
import { sectionOf, sections } from '../../src/view/rules/sections.js';

const RICH = `
people: [{ key: maria, away: [{ from: 2026-12-28, to: 2026-12-30 }], prefers: { digest: false } }]
locations: [{ key: north, timezone: America/Denver, hours: { mon: "09:00-17:00", tue: "09:00-17:00", wed: closed, thu: "09:00-17:00", fri: closed, sat: closed, sun: closed } }]
routing:
  - { when: { type: denial_followup, insurer: [aetna] }, to: { queue: billing, owner: priya } }
  - { when: {}, to: { owner: least_loaded } }
intake: [{ key: fax, name: Fax line, came_by: fax, type: reschedule, text: [body], fields: { provider: doctor } }]
`;

const settings = wholeSettings(RICH);
const playbookOf = (body: Settings) => {
  const reading = readSettings(body, 1);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.playbook;
};
const playbook = playbookOf(settings);

const filling = (part: string, entry: string | null): Filling => {
  const section = sectionOf(part);
  if (section === null) throw new Error(`no form for ${part}`);
  return { section, entry, settings, playbook };
};

/** What a browser sends of inputs that nobody touched. */
const untouched = (inputs: readonly Input[]): Answers => Object.fromEntries(inputs.flatMap(({ key, control }) => ('value' in control && control.value !== undefined ? [[key, control.value as string | readonly string[]]] : [])));
const answersOf = (of: Filling): Answers => untouched(inputsOf(of, null));

const entries = sections.flatMap(({ part, list, rows }): [string, string | null][] => (list === null ? [[part, null]] : (rows?.(playbook) ?? []).map(({ entry }) => [part, entry])));

const changed = (of: Filling, more: Answers): Settings => {
  const filled = readFilled(of, { ...answersOf(of), ...more });
  if (!filled.ok) throw new Error(JSON.stringify(filled.problems));
  return filled.edit(settings);
};

describe('a form', () => {
  test.each(entries)('of %s %s that is sent as it stands changes nothing', (part, entry) => {
    const of = filling(part, entry);
    expect(saysSame(changed(of, {}), settings)).toBe(true);
  });

  test('leaves what it does not ask: a rule’s short form, a person’s own settings, the fields of a type', () => {
    const people = changed(filling('people', 'maria'), { name: 'Maria Luz' })['people'] as { key: string }[];
    expect(people.find(({ key }) => key === 'maria')).toMatchObject({ name: 'Maria Luz', prefers: { digest: false }, away: [{ from: '2026-12-28', to: '2026-12-30' }] });
    const before = (settings['task_types'] as { key: string }[]).find(({ key }) => key === 'reschedule');
    const after = (changed(filling('task_types', 'reschedule'), { 'due.usual': '3 business hours' })['task_types'] as { key: string }[]).find(({ key }) => key === 'reschedule');
    expect(after).toEqual({ ...before, due: { ...(before as { due?: object }).due, usual: '3 business hours' } });
    expect(changed(filling('routing', '0'), { 'to.owner': '' })['routing']).toEqual([{ when: { type: 'denial_followup', insurer: ['aetna'] }, to: { queue: 'billing' } }, { when: {}, to: { owner: 'least_loaded' } }]);
  });

  test('adds somebody with a key of their name', () => {
    const after = changed(filling('people', null), { name: 'María Lopez', slack: 'U0NEW' });
    expect((after['people'] as object[]).at(-1)).toEqual({ key: 'maria_lopez', name: 'María Lopez', slack: 'U0NEW', roles: ['staff'] });
    expect(playbookOf(after).people.at(-1)).toMatchObject({ key: 'maria_lopez', roles: ['staff'] });
  });

  test('adds a type that the checker takes', () => {
    const after = changed(filling('task_types', null), { name: 'Call back', queue: 'front_desk', 'due.usual': '2 business hours', outcomes: 'Reached\nLeft a message' });
    expect((after['task_types'] as object[]).at(-1)).toEqual({ key: 'call_back', name: 'Call back', queue: 'front_desk', due: '2 business hours', outcomes: [{ key: 'reached', label: 'Reached' }, { key: 'left_a_message', label: 'Left a message' }] });
    expect(playbookOf(after).task_types.at(-1)?.key).toBe('call_back');
  });

  test('takes a review away, and asks for one', () => {
    const reviewed = (settings['task_types'] as { key: string; review?: unknown }[]).find(({ review }) => typeof review === 'object' && review !== null);
    const typeIn = (body: Settings) => playbookOf(body).task_types.find(({ key }) => key === reviewed?.key)?.review;
    expect(typeIn(changed(filling('task_types', reviewed?.key ?? ''), { 'review.by': [] }))).toBe('none');
    expect(playbookOf(changed(filling('task_types', 'reschedule'), { 'review.by': ['office_manager'] })).task_types.find(({ key }) => key === 'reschedule')?.review).toMatchObject({ by: ['office_manager'] });
  });

  test('a fault stands beside the input that it is about, or above the form', () => {
    const of = filling('task_types', 'reschedule');
    expect(inputOfFault(of, 'reschedule', ['task_types', 'reschedule', 'due', 'usual'])).toBe('due.usual');
    expect(inputOfFault(of, 'reschedule', ['task_types', 'reschedule', 'due'])).toBe('due.usual');
    expect(inputOfFault(of, 'reschedule', ['task_types', 'call_back', 'due'])).toBeNull();
    expect(inputOfFault(of, 'reschedule', ['routing', 0])).toBeNull();
  });

  test('has a table for no part that the playbook does not know', () => {
    for (const { part } of sections) expect([part, part in settings, part === EVERYTHING]).toEqual([part, true, false]);
  });
});

describe('lists as lines', () => {
  test('days and escalations are read as they are shown', () => {
    for (const entry of [{ from: '2026-12-28', to: '2026-12-30' }, { from: '2026-12-28', to: '2026-12-28' }]) expect(daysLines.read(daysLines.show(entry))).toEqual(entry);
    for (const entry of [{ after: '4 business hours overdue', to: 'lead' }, { at: '14 calendar days before deadline', to: 'channel' }]) expect(escalationLines.read(escalationLines.show(entry))).toEqual(entry);
    expect([daysLines.read('next week'), escalationLines.read('soon'), escalationLines.read('1 day to everybody')]).toEqual([null, null, null]);
  });

  test('a line that is left keeps what it does not show', () => {
    const escalate = [{ after: '30 clock minutes after created', to: 'lead', when: { priority: 'urgent' }, while: ['triage'] }];
    const of = { ...filling('attention', null), settings: { ...settings, attention: { escalate } } };
    const filled = readFilled(of, { ...answersOf(of), escalate: '30 clock minutes after created to lead\n2 business days overdue to manager' });
    expect(filled.ok && (filled.edit(of.settings)['attention'] as { escalate: unknown }).escalate).toEqual([...escalate, { after: '2 business days overdue', to: 'manager' }]);
  });
});
