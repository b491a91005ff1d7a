// The permission matrix at Slack's door: every role in every relation to a task of every sensitivity, at every action that Slack has, as signed
// requests. One is not among them: `reveal`, which the page of details alone has (test/web/access.test.ts).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectStore } from '../../adapters/mongo/index.js';
import type { Store } from '../../adapters/mongo/index.js';
import type { Handoff } from '../../src/domain/handoff.js';
import { ACTIONS, MATRIX, RELATIONS } from '../../src/domain/permissions.js';
import { ROLES, SENSITIVITIES } from '../../src/domain/playbook.js';
import type { ConfirmedState, Task } from '../../src/domain/task.js';
import { creation, todoTask, triageTask } from '../support/sample-task.js';
import { send, signed } from '../support/signed.js';
import { auditOf } from '../support/visitor.js';
import { MONDAY_9_AM, openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const DOES = ['see', 'work', 'note', 'plan', 'hand', 'take', 'review', 'cancel', 'reopen', 'triage', 'details'] as const;
type Does = (typeof DOES)[number];
/** `manager` and `auditor` are what a role makes of a stranger. */
const STANDINGS = ['owner', 'requester', 'reviewer', 'needed', 'lead', 'colleague', 'stranger'] as const;
type Standing = (typeof STANDINGS)[number];
const WHO = [...ROLES, 'shared'] as const;
type Who = (typeof WHO)[number];

/** What the matrix says, written down once more: read it beside docs/access.md. */
const OWNS = 'see work note plan hand cancel reopen triage details';
const LEADS = `${OWNS} take`;
const WORKING: Readonly<Record<Standing, string>> = {
  owner: OWNS, requester: 'see note cancel reopen triage', reviewer: 'see note review reopen details', needed: 'see note details', lead: LEADS, colleague: 'see note take triage', stranger: '',
};
const MANAGES = 'see note plan hand take cancel reopen triage details';
const wanted = (who: Who, standing: Standing, restricted: boolean): string => {
  if (who === 'admin') return '';
  if (who === 'auditor') return 'see details';
  if (who === 'shared') return standing === 'requester' ? 'see' : '';
  const related = (restricted || who === 'manager') && standing === 'colleague' ? '' : WORKING[standing];
  const all = `${related} ${who === 'manager' && !restricted ? MANAGES : ''}`.split(' ');
  return DOES.filter((each) => all.includes(each)).join(' ');
};

/** A queue cannot be led by somebody who may own nothing in it: the playbook's check refuses it. */
const exists = (who: Who, standing: Standing) => standing !== 'lead' || ['staff', 'lead', 'manager'].includes(who);
const keyOf = (who: Who, standing: Standing) => `${who}_${standing === 'lead' || standing === 'colleague' ? standing : 'other'}`;
const slackId = (key: string) => `U0${key.replaceAll('_', '').toUpperCase()}`;

const person = (who: Who, standing: 'lead' | 'colleague' | 'stranger') => {
  const key = keyOf(who, standing);
  const roles = who === 'shared' ? 'staff' : who;
  return `{ key: ${key}, name: ${key}, roles: [${roles}], slack: ${slackId(key)}, queues: [${standing === 'colleague' ? 'front_desk' : ''}]${who === 'shared' ? ', shared: true' : ''} }`;
};
const people = WHO.flatMap((who) => (['lead', 'colleague', 'stranger'] as const).filter((standing) => exists(who, standing)).map((standing) => person(who, standing)));
/** Others who hold what the one who acts does not. Nobody writes to them. */
const FILLERS = ['olga', 'rex', 'vera', 'hank'].map((key) => `{ key: ${key}, name: ${key}, roles: [staff], queues: [front_desk] }`);

const PLAYBOOK = `
people: [{ key: "*", remove: true }, ${[...people, ...FILLERS].join(', ')}]
queues: [{ key: "*", remove: true }, { key: front_desk, name: Front desk, leads: [staff_lead, lead_lead, manager_lead], slack_channel: C0FRONT }]
task_types:
  - { key: "*", remove: true }
${SENSITIVITIES.map((each) => `  - { key: ${each}, queue: front_desk, name: ${each}, sensitivity: ${each}, due: 1 business day, outcomes: [{ key: ready, label: Ready }], review: none }`).join('\n')}
routing: []
`;

type Case = { number: number; who: Who; standing: Standing; sensitivity: (typeof SENSITIVITIES)[number]; does: Does };
const CASES: readonly Case[] = SENSITIVITIES.flatMap((sensitivity) => WHO.flatMap((who) => STANDINGS.filter((standing) => exists(who, standing)).flatMap((standing) => DOES.map((does) => ({ sensitivity, who, standing, does })))))
  .map((each, index) => ({ ...each, number: index + 1 }));

/** A reviewer is one while a task is in review, and takes over nothing that they check; somebody is needed while it is blocked: there, what another status needs is let through and does nothing. */
const possible = ({ standing, does }: Case) => !(standing === 'reviewer' && ['take', 'reopen', 'triage'].includes(does)) && !(standing === 'needed' && ['reopen', 'triage', 'review'].includes(does));

const stateFor = (one: Case, key: string): ConfirmedState => {
  if (one.standing === 'needed') return { status: 'blocked', need: 'information', from: key, task: null };
  if (one.does === 'reopen' && possible(one)) return { status: 'done', outcome: 'ready' };
  return { status: 'in_review', reviewer: one.standing === 'reviewer' ? key : 'vera', outcome: 'ready', followUp: false };
};
const taskFor = (one: Case): Task => {
  const { number, who, standing, sensitivity, does } = one;
  const key = keyOf(who, standing);
  const held = { type: sensitivity, fields: {}, owner: standing === 'owner' ? key : 'olga', requester: standing === 'requester' ? key : 'rex' };
  return does === 'triage' && possible(one) ? triageTask(number, held) : todoTask(number, { ...held, state: stateFor(one, key) });
};

/** A form that was opened, and is sent: what the person was shown before proves nothing. */
const FORMS: Readonly<Partial<Record<Does, readonly [name: string, answers: Record<string, string>]>>> = {
  work: ['snooze_form', { choice: 'hour' }], note: ['note_form', { note: 'words' }], plan: ['priority_form', { priority: 'high' }], hand: ['reassign_form', { owner: 'hank' }],
  review: ['send_back_form', { why: 'Something is missing' }], cancel: ['cancel_form', { reason: 'no_longer_needed' }], reopen: ['reopen_form', { why: 'Closed by mistake' }],
};
const PRESSES: Readonly<Partial<Record<Does, string>>> = { see: 'open', details: 'patient', triage: 'confirm', take: 'handoff_accept' };

/** The owner's tasks, offered to whoever acts: also to those to whom the form would offer nothing. */
const offerOf = (one: Case): Handoff => {
  const endsAt = new Date('2026-12-24T14:00:00.000Z');
  return { id: `offer-${one.number}`, version: 2, from: taskFor(one).owner ?? '', to: keyOf(one.who, one.standing), tasks: [one.number], note: null, at: new Date(MONDAY_9_AM), endsAt, door: 'slack', state: 'offered', result: null, lookAt: endsAt };
};

const element = (name: string, value: string) => ({ value: name === 'note' ? { type: 'plain_text_input', value } : { type: 'static_select', selected_option: { value } } });
const viewOf = (number: number, callback: string, answers: Record<string, string>) => ({
  id: `V${number}`, hash: '1.1', type: 'modal', callback_id: callback, private_metadata: JSON.stringify({ form: randomUUID(), task: number, version: 1 }),
  title: { type: 'plain_text', text: `T-${number}` }, close: null, root_view_id: null, previous_view_id: null, blocks: [],
  state: { values: Object.fromEntries(Object.entries(answers).map(([name, value]) => [name, element(name, value)])) },
});

const requestFor = ({ number, who, standing, does }: Case): object => {
  const user = { id: slackId(keyOf(who, standing)), team_id: 'T0PRACTICE' };
  const form = FORMS[does];
  if (form !== undefined) return { type: 'view_submission', user, view: viewOf(number, form[0], form[1]) };
  // Without a trigger the answer goes into the view that was pressed in: one call that names the task.
  const action = { type: 'button', block_id: 'b', action_id: `task:${PRESSES[does] ?? ''}`, value: JSON.stringify(does === 'take' ? { arg: `offer-${number}` } : { task: number, version: 1 }), action_ts: `${number}.1` };
  return { type: 'block_actions', user, container: { type: 'view' }, view: viewOf(number, 'task_view', {}), actions: [action] };
};

const SHOWN: Readonly<Partial<Record<Does, string>>> = { see: '"callback_id":"task_view"', details: 'Open in the browser', triage: '"callback_id":"triage_form"' };
const LANES = 12;

describe('who may do what in Slack', () => {
  let world: World;
  let store: Store;
  /** By who, standing and sensitivity: the actions that were carried out; one with `?` was neither carried out nor refused by the rule, one with `!` both. */
  const table = new Map<string, string[]>();
  const rowOf = ({ who, standing, sensitivity }: Omit<Case, 'number' | 'does'>) => `${sensitivity} ${who} ${standing}`;

  const inLanes = async (cases: readonly Case[], work: (one: Case) => Promise<unknown>) => {
    const queue = [...cases];
    await Promise.all(Array.from({ length: LANES }, async () => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
    }));
  };

  beforeAll(async () => {
    world = await openWorld({ playbook: PLAYBOOK });
    store = await connectStore({ uri: world.uri, log: { info: () => undefined, warn: () => undefined } });
    // Views that Slack knows nothing of: it says so, and Rounds leaves it at that.
    world.slack.failNext('views.update', { error: 'not_found' }, CASES.length);
  });
  afterAll(async () => {
    await store.close();
    await world.close();
  });

  test('every action and every relation of the matrix is asked for', () => {
    expect([...DOES, 'reveal'].toSorted()).toEqual([...ACTIONS].toSorted());
    expect([...STANDINGS.filter((each) => each !== 'stranger'), 'manager', 'auditor', 'duty'].toSorted()).toEqual([...RELATIONS].toSorted());
    expect(Object.keys(MATRIX).toSorted()).toEqual([...ACTIONS].toSorted());
  });

  describe.each(SENSITIVITIES)('a %s task', (sensitivity) => {
    const cases = CASES.filter((one) => one.sensitivity === sensitivity);
    beforeAll(async () => {
      await inLanes(cases, (one) => store.tasks.insert(creation(taskFor(one))));
      await inLanes(cases.filter(({ does }) => does === 'take'), (one) => store.handoffs.add(offerOf(one)));
      await inLanes(cases, async (one) => expect((await send(world, signed(world, requestFor(one), new Date()))).status).toBe(200));
      const pressed = CASES.filter(({ number, does }) => number <= (cases.at(-1)?.number ?? 0) && does in PRESSES).length;
      await world.slack.until(() => world.slack.callsTo('views.update').length >= pressed, 30_000);
      const denied = new Set((await auditOf(world)).filter(({ action }) => action === 'denied').map(({ actor, task }) => `${actor} ${task ?? ''}`));
      const changed = new Set<number>();
      for await (const { number, version } of store.tasks.all()) if (version > 1) changed.add(number);
      const shown = new Map(world.slack.callsTo('views.update').map(({ args }) => [args['view_id'], JSON.stringify(args['view']).replaceAll('\\"', '"')]));
      for (const one of cases) {
        const { number, who, standing, does } = one;
        const refused = denied.has(`${keyOf(who, standing)} ${number}`);
        const words = SHOWN[does];
        const done = words === undefined ? changed.has(number) : (shown.get(`V${number}`) ?? '').includes(words);
        const mark = refused ? (done ? [`${does}!`] : []) : done || !possible(one) ? [does] : [`${does}?`];
        table.set(rowOf(one), [...(table.get(rowOf(one)) ?? []), ...mark]);
      }
    });

    test.each(WHO)('%s', (who) => {
      const standings = STANDINGS.filter((standing) => exists(who, standing));
      const is = Object.fromEntries(standings.map((standing) => [standing, table.get(rowOf({ who, standing, sensitivity }))?.join(' ')]));
      expect(is).toEqual(Object.fromEntries(standings.map((standing) => [standing, wanted(who, standing, sensitivity === 'restricted')])));
    });
  });
});
