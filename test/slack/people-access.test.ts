// The matrix of what is about a person and no task, at Slack's door: every role, towards themselves and everybody else, as signed requests.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PEOPLE_MATRIX, STANDINGS } from '../../src/domain/permissions.js';
import { ROLES } from '../../src/domain/playbook.js';
import { send, signed } from '../support/signed.js';
import { auditOf } from '../support/visitor.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const DOES = ['absence', 'move', 'hand_off'] as const;
type Does = (typeof DOES)[number];
const LEADING = ['staff', 'lead', 'manager'] as const;
/** `lead_leads` leads the front desk; `lead_other` has the role and leads nobody. */
const READERS = [...LEADING.map((role) => `${role}_leads`), ...[...ROLES, 'shared'].map((role) => `${role}_other`)];
/** Of the front desk, of another queue, several people's login, gone, and one who only looks. */
const OTHERS = ['near', 'far', 'desk', 'gone', 'looker'] as const;

/** What the matrix says, written down once more: read it beside docs/access.md. */
const wanted = (reader: string, whom: string): string => {
  const [who = '', rank] = reader.split('_');
  if (!LEADING.some((role) => role === who)) return '';
  if (whom === reader) return rank === 'leads' || who === 'manager' ? 'absence move hand_off' : 'absence hand_off';
  if (whom === 'far') return who === 'manager' ? 'absence move' : '';
  return whom === 'near' && (rank === 'leads' || who === 'manager') ? 'absence move' : '';
};

const slackId = (key: string) => `U0${key.replaceAll('_', '').toUpperCase()}`;
const person = (key: string, role: string, queue: string, more = '') =>
  `{ key: ${key}, name: ${key}, roles: [${role}], slack: ${slackId(key)}, queues: [${queue}], away: [{ from: 2026-11-30, to: 2026-12-04 }]${more} }`;
const PLAYBOOK = `
people: [{ key: "*", remove: true }, ${[
  ...READERS.map((key) => (key.startsWith('shared') ? person(key, 'staff', '', ', shared: true') : person(key, key.split('_')[0] ?? '', ''))),
  person('near', 'staff', 'front_desk'), person('far', 'staff', 'billing'), person('desk', 'staff', 'front_desk', ', shared: true'), person('gone', 'staff', 'front_desk', ', left: true'), person('looker', 'auditor', 'front_desk'),
].join(', ')}]
queues: [{ key: "*", remove: true }, { key: front_desk, name: Front desk, leads: [staff_leads, lead_leads, manager_leads] }, { key: billing, name: Billing, leads: [manager_other] }]
task_types: [{ key: "*", remove: true }, { key: call, queue: front_desk, name: Call, due: 1 business day, outcomes: [{ key: ready, label: Ready }], review: none }]
routing: []
`;

type Case = { reader: string; whom: string; does: Does; id: string };
// A handoff is of one's own tasks: the door takes no other name.
const CASES: readonly Case[] = READERS.flatMap((reader) => [reader, ...OTHERS].flatMap((whom) => DOES.filter((does) => does !== 'hand_off' || whom === reader).map((does) => ({ reader, whom, does, id: randomUUID() }))));

const viewOf = (id: string, callback: string, form: object, values: object) => ({
  id, hash: '1.1', type: 'modal', callback_id: callback, private_metadata: JSON.stringify(form), title: { type: 'plain_text', text: 'Rounds' }, close: null, root_view_id: null, previous_view_id: null, blocks: [], state: { values },
});

const requestFor = ({ reader, whom, does, id }: Case): object => {
  const user = { id: slackId(reader), team_id: 'T0PRACTICE' };
  const date = (value: string) => ({ value: { type: 'datepicker', selected_date: value } });
  if (does === 'absence') {
    const values = { person: { value: { type: 'static_select', selected_option: { value: whom } } }, from: date('2026-12-21'), back: date('2026-12-23') };
    return { type: 'view_submission', user, view: viewOf(id, 'away_form', { form: id }, values) };
  }
  const [verb, value] = does === 'move' ? ['move', { arg: whom }] : ['handoff', {}];
  return { type: 'block_actions', user, container: { type: 'view' }, view: viewOf(id, 'task_view', { form: id }, {}), actions: [{ type: 'button', block_id: 'b', action_id: `task:${verb}`, value: JSON.stringify(value), action_ts: `${id}.1` }] };
};

/** Nobody owns a task here: who may go on is told that there is none. */
const SHOWN: Readonly<Partial<Record<Does, RegExp>>> = { move: /is due today/, hand_off: /You own no open task/ };

describe('who may do what for whom in Slack', () => {
  let world: World;
  const table = new Map<string, string[]>();
  beforeAll(async () => {
    world = await openWorld({ playbook: PLAYBOOK });
    world.slack.failNext('views.update', { error: 'not_found' }, CASES.length);
    for (const one of CASES) expect((await send(world, signed(world, requestFor(one), new Date()))).status).toBe(200);
    const pressed = CASES.filter(({ does }) => does !== 'absence').length;
    await world.slack.until(() => world.slack.callsTo('views.update').length >= pressed, 30_000);
    await world.settled();
    const rows = (await auditOf(world)).map(({ actor, action, facts }) => [action, actor, facts['person'], action === 'denied' ? facts['verb'] : ''].join(' '));
    const shown = new Map(world.slack.callsTo('views.update').map(({ args }) => [args['view_id'], JSON.stringify(args['view'])]));
    for (const one of CASES) {
      const { reader, whom, does, id } = one;
      const words = SHOWN[does];
      const done = words === undefined ? rows.includes(`absence ${reader} ${whom} `) : words.test(shown.get(id) ?? '');
      const refused = rows.includes(`denied ${reader} ${whom} ${does}`);
      const mark = refused ? (done ? [`${does}!`] : []) : [done ? does : `${does}?`];
      table.set(`${reader} ${whom}`, [...(table.get(`${reader} ${whom}`) ?? []), ...mark]);
    }
  });
  afterAll(() => world.close());

  test('every action and every standing of the matrix is asked for', () => {
    expect([...DOES].toSorted()).toEqual(Object.keys(PEOPLE_MATRIX).toSorted());
    expect([...STANDINGS].toSorted()).toEqual(['lead', 'manager', 'self']);
  });

  test.each(READERS)('%s', (reader) => {
    const whoms = [reader, ...OTHERS];
    expect(Object.fromEntries(whoms.map((whom) => [whom, table.get(`${reader} ${whom}`)?.join(' ')]))).toEqual(Object.fromEntries(whoms.map((whom) => [whom, wanted(reader, whom)])));
  });
});
