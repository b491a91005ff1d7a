// Several instances of Rounds on one store.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setEnabled, setHours } from '../../src/playbook/edits.js';
import type { Edit } from '../../src/playbook/settings.js';
import type { Playbooks, Revised } from '../../src/ports/playbooks.js';
import { keepAudit } from '../../src/use-cases/keep-audit.js';
import { keepPlaybooks } from '../../src/use-cases/keep-playbooks.js';
import { recordChanges } from '../../src/use-cases/record-changes.js';
import { openTestStore, type TestStore } from '../support/test-store.js';

const NOW = new Date('2026-12-07T14:00:00.000Z');
let store: TestStore;
let instances: [Playbooks, Playbooks];

const start = (yaml = '') => keepPlaybooks(yaml, { store: store.playbooks, clock: { now: () => NOW }, audit: { note: () => undefined }, onFaults: () => undefined });
const revise = (playbooks: Playbooks, edit: Edit, seen = playbooks.current().version): Promise<Revised> => playbooks.revise({ edit, seen, by: 'alex', door: 'slack', why: 'a test', facts: {} });

beforeAll(async () => {
  store = await openTestStore();
  // Two that start at once with the same file make one version of it.
  instances = await Promise.all([start(), start()]);
});
afterAll(() => store.close());

describe('two instances', () => {
  test('start with one version', () => expect(instances.map((playbooks) => playbooks.current().version)).toEqual([1, 1]));

  test('a change made through one is in force in the other with its next look, without a restart', async () => {
    const [one, other] = instances;
    expect(await revise(one, setEnabled('billing', true))).toMatchObject({ result: 'stored', version: 2 });
    expect(one.current().enabled).toEqual(['front_desk', 'billing']);
    await other.refresh();
    expect(other.current().enabled).toEqual(['front_desk', 'billing']);
  });

  test('of many changes at once through both none is lost, and the same place is changed by one alone', async () => {
    const seen = instances[0].current().version;
    const days = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day, index) => revise(instances[index % 2] as Playbooks, setHours({ [day]: '10:00-16:00' }), seen));
    expect((await Promise.all(days)).map(({ result }) => result)).toEqual(Array(5).fill('stored'));
    await Promise.all(instances.map((playbooks) => playbooks.refresh()));
    expect(instances[0].current().calendar.hours).toMatchObject(Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ start: 600, end: 960 }]])));
    expect(instances[1].current().version).toBe(seen + 5);

    const now = instances[0].current().version;
    const same = await Promise.all(['09:00-15:00', '09:00-14:00'].map((hours, index) => revise(instances[index] as Playbooks, setHours({ sat: hours }), now)));
    expect(same.map(({ result }) => result).sort()).toEqual(['overtaken', 'stored']);
    // Both have it in force: whoever was overtaken sees what overtook the change.
    expect(instances.map((playbooks) => playbooks.current().version)).toEqual([now + 1, now + 1]);
  });

  test('a change that would break the rules is none, and the last good version stays', async () => {
    const [one] = instances;
    const before = one.current().version;
    expect(await revise(one, setHours({ mon: 'noon' }))).toMatchObject({ result: 'faulty', findings: [{ path: ['hours', 'mon'] }] });
    expect((await store.playbooks.latest())?.version).toBe(before);
  });
});

test('a change whose entry in the audit was lost, since the process ended in between, is entered at the next start, once', async () => {
  const audit = keepAudit({ audit: store.audit, clock: { now: () => NOW }, onFault: (_lost, error) => { throw error; } });
  const entries = async () => {
    const rows: unknown[] = [];
    for await (const { actor, facts } of store.audit.all()) rows.push({ actor, ...facts });
    return rows;
  };
  const versions = (await store.playbooks.list({ skip: 0, limit: 100 })).versions.map(({ version, by }) => ({ version, by })).toReversed();
  // One of them was entered, and the process ended before its version could say so.
  await audit.keep({ actor: 'alex', door: 'slack', action: 'playbook_change', task: null, facts: { version: 2 } });
  expect(await recordChanges({ audit, store: store.playbooks, auditStore: store.audit })).toBe(versions.length - 1);
  const late = versions.filter(({ version }) => version !== 2).map(({ version, by }) => ({ actor: by, version, late: true }));
  expect(await entries()).toEqual([{ actor: 'alex', version: 2 }, ...late]);
  expect(await recordChanges({ audit, store: store.playbooks, auditStore: store.audit })).toBe(0);
  const whole = await keepPlaybooks('', { store: store.playbooks, clock: { now: () => NOW }, audit, onFaults: () => undefined });
  await revise(whole, setHours({ sun: '10:00-11:00' }));
  await audit.settled();
  expect(await recordChanges({ audit, store: store.playbooks, auditStore: store.audit })).toBe(0);
  expect(await entries()).toHaveLength(versions.length + 1);
});
