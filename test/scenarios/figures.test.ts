// The dashboard's figures are those that somebody would count by hand from the histories.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { Task } from '../../src/domain/task.js';
import { completes, completesUnderMore, looksUp, makesTask, presses } from '../support/steps.js';
import { asksForBoard, auditOf, openBrowser } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = `
enabled: [front_desk, billing, referrals]
task_types: [{ key: missing_paperwork, sensitivity: restricted }]
people: [{ key: mona, name: Mona Manage, roles: [manager], slack: U0MONA }]
`;

/** As New York's clock has it: the offset of these weeks is five hours. */
const localHour = (at: Date) => new Date(at.getTime() - 5 * 3_600_000).getUTCHours();

describe('the figures', () => {
  let world: World;
  let store: Store;
  let tasks: Task[] = [];
  beforeAll(async () => {
    world = await openWorld({ playbook: PLAYBOOK });
    store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    const maria = world.as('maria');
    const outcome = { outcome: 'rescheduled', reason: 'missed', patient_ref: 'A-1' };
    await makesTask(world, maria);
    await makesTask(world, maria, { location: 'north', priority: 'high' });
    await makesTask(world, maria, { came_by: 'phone' });
    await world.advance({ hours: 3 });
    await presses(world, maria, 'start', await looksUp(maria, 'T-1'));
    await completes(world, maria, 'done', await looksUp(maria, 'T-1'), outcome);
    await world.advance({ days: 1 });
    await makesTask(world, maria, { came_by: 'voicemail' });
    await completesUnderMore(world, maria, 'reopen', await looksUp(maria, 'T-1'), { why: 'It was not done after all' });
    await world.advance({ days: 2 });
    await completesUnderMore(world, maria, 'note', await looksUp(maria, 'T-3'), { note: 'called twice' });
    await world.advance({ hours: 1 });
    tasks = [];
    for await (const task of store.tasks.all()) tasks.push(task);
  });
  afterAll(async () => {
    await store.close();
    await world.close();
  });

  const csvOf = async (person: string, key: string): Promise<Record<string, string>[]> => {
    const browser = openBrowser(world);
    await browser.follows(await asksForBoard(world, world.as(person)));
    const { status, text } = await browser.visits(`/dashboard/figures/${key}.csv?days=30`);
    expect(status).toBe(200);
    const [head = '', ...lines] = text.trim().split('\r\n');
    return lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [head.split(',')[index] ?? '', cell])));
  };

  test('of queues: what is open and overdue, counted from the tasks', async () => {
    const now = tasks.flatMap(({ history }) => history.map(({ at }) => at.getTime())).reduce((a, b) => Math.max(a, b), 0);
    const open = tasks.filter(({ state, queue }) => queue === 'front_desk' && state.status !== 'done');
    const overdue = open.filter(({ due }) => due !== null && due.pausedSince === null && due.at.getTime() < now);
    expect(overdue.length).toBeGreaterThan(0);
    expect((await csvOf('dana', 'queues'))[0]).toEqual({ Queue: 'Front desk', Open: String(open.length), Overdue: String(overdue.length), 'In triage': '0', Blocked: '0' });
  });

  test('of age: a note makes no task younger', async () => {
    const [row] = await csvOf('dana', 'age');
    const three = tasks.filter(({ number, state }) => number < 4 && state.status !== 'done').length;
    expect(row).toMatchObject({ Type: 'Appointment reschedule', 'under 1 day': '0', '1 to 3 days': '1', '3 to 7 days': String(three) });
  });

  test('of overdue work over time: each day’s end, as the histories have it', async () => {
    const rows = await csvOf('dana', 'late');
    const byHand = rows.slice(0, -1).map(({ Day = '' }) => {
      const end = Date.parse(`${Day}T00:00:00Z`) + 29 * 3_600_000;
      const late = tasks.filter(({ history }) => {
        const sofar = history.filter(({ at }) => at.getTime() < end);
        const due = sofar.flatMap(({ changes }) => changes).findLast(({ name }) => name === 'due')?.to;
        return sofar.length > 0 && sofar.at(-1)?.to !== 'done' && due !== undefined && due !== null && Date.parse(due) < end;
      });
      return { Day, 'Front desk': String(late.length) };
    });
    expect(rows.map(({ Day }) => Day)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03']);
    expect(rows.slice(0, -1).map(({ Day, 'Front desk': late }) => ({ Day, 'Front desk': late }))).toEqual(byHand);
    expect(byHand.some((row) => row['Front desk'] !== '0')).toBe(true);
  });

  test('of when work comes in: each creation once, at its hour and by its channel', async () => {
    const total = new Map<string, number>();
    for (const { history, cameBy } of tasks) {
      const [first] = history;
      if (first) total.set(`${localHour(first.at)} ${cameBy}`, (total.get(`${localHour(first.at)} ${cameBy}`) ?? 0) + 1);
    }
    const rows = await csvOf('dana', 'intake');
    const counted = rows.flatMap(({ Hour = '', ...channels }) => Object.entries(channels).filter(([, n]) => n !== '0').map(([channel, n]) => [`${Number(Hour.slice(0, 2))} ${channel.toLowerCase()}`, Number(n)] as const));
    expect(new Map(counted)).toEqual(total);
  });

  test('of what was done and reopened', async () => {
    const count = (is: (entry: Task['history'][number]) => boolean) => tasks.flatMap(({ history }) => history).filter(is).length;
    const [row] = await csvOf('dana', 'reopened');
    expect(row).toMatchObject({ Done: String(count(({ from, to }) => to === 'done' && from !== 'done')), Reopened: String(count(({ from, to }) => from === 'done' && to !== 'done')) });
    expect(row?.['Done']).not.toBe('0');
  });

  test('counted anew they are the same', async () => {
    const read = () => store.days.since('2026-11-30');
    const before = await read();
    expect(before.map(({ day }) => day)).toEqual(['2026-11-30', '2026-12-01', '2026-12-02']);
    await store.days.forget();
    await world.advance({ minutes: 1 });
    expect(await read()).toEqual(before);
  });

  test('whoever looks after no work of others reads none; a manager reads nothing of restricted types', async () => {
    await makesTask(world, world.as('maria'), { type: 'missing_paperwork', priority: 'normal', document_type: 'consent', needed_for: 'billing' });
    const browser = openBrowser(world);
    await browser.follows(await asksForBoard(world, world.as('maria')));
    expect(await browser.visits('/dashboard/figures')).toMatchObject({ status: 403, text: expect.stringContaining('Figures are for leads, managers and auditors.') });
    expect((await auditOf(world)).filter(({ action, actor }) => action === 'denied' && actor === 'maria')).toHaveLength(1);
    const types = async (person: string) => (await csvOf(person, 'age')).map(({ Type }) => Type);
    expect(await types('mona')).toEqual(['Appointment reschedule']);
  });
});
