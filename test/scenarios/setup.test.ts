import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { again } from '../support/signed.js';
import { auditOf } from '../support/visitor.js';
import { answers, fieldsOf, makesTask, modalOf, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

/** Alex is admin and manager in the starter; here Kim is admin and nothing else, and Dana admin too. */
const PLAYBOOK = `people:
  - { key: kim, name: Kim Park, roles: [admin], slack: U0KIM }
  - { key: dana, roles: [staff, lead, admin] }
`;
const DENIAL = { type: 'denial_followup', priority: 'high', insurer: 'aetna', plan_type: 'commercial', denial_notice_date: '2026-11-20' };
const WHY = { why: 'Something else', note: 'tried in a test' };
type Given = Record<string, string | string[] | null>;

/** The reason’s inputs have a name of their own in each form. */
const underKeys = <T>(given: Record<string, T>, name: (key: string) => string): Record<string, T> => Object.fromEntries(Object.entries(given).map(([key, value]) => [name(key), value]));

let world: World;
beforeAll(async () => {
  world = await openWorld({ playbook: PLAYBOOK });
});
afterAll(() => world.close());

/** Opens setup and goes through its buttons to a view. */
const goesTo = async (person: PersonClient, ...buttons: (string | [verb: string, arg: string | null])[]) => {
  await person.closes(true).catch(() => undefined);
  await opens(world, person, 'setup_view', () => person.command('/rounds', 'setup'));
  for (const each of buttons) {
    const [verb, arg] = typeof each === 'string' ? [each] : each;
    const before = modalOf(person).hash;
    await person.press(`task:${verb}`, 'modal', arg === undefined ? {} : { value: valueOf(person, verb, arg) });
    await world.slack.until(() => person.modal()?.hash !== before, 10_000);
  }
};

/** The value of the one of several like buttons that carries this argument. */
const valueOf = (person: PersonClient, verb: string, arg: string | null): string => {
  const elements = modalOf(person).blocks.flatMap(({ accessory, elements: several }) => [accessory, ...((several as unknown[] | undefined) ?? [])]) as ({ action_id?: string; value?: string } | undefined)[];
  const found = elements.filter((element) => element?.action_id === `task:${verb}`).map((element) => element?.value ?? '{}').find((value) => ((JSON.parse(value) as { arg?: string }).arg ?? null) === arg);
  if (found === undefined) throw new Error(`${verb} ${arg} is not there: ${modalText(person)}`);
  return found;
};

/** Answers the open form and sends it; gives the errors by input, if there are any. */
const saves = async (person: PersonClient, given: Given, within = world) => {
  const form = modalOf(person).callback_id;
  await answers(within, person, underKeys({ ...WHY, ...given }, (key) => (key in WHY ? `${form}_${key}` : key)));
  const submitted = await person.submit();
  await within.settled();
  return 'errors' in submitted ? underKeys(submitted.errors, (key) => key.replace(`${form}_`, '')) : {};
};

describe('the pilot', () => {
  test('an admin sees how it goes, in figures that hold nothing of a patient', async () => {
    await makesTask(world, world.as('maria'), { owner: 'sam' });
    await makesTask(world, world.as('maria'));
    await goesTo(world.as('kim'));
    const seen = modalText(world.as('kim'));
    for (const words of ['Front desk', '2 open · 0 overdue now', '2 made in the last 30 days', 'None of them came in unsorted', 'None of them done yet', 'Billing is ready to be turned on: ']) expect(seen).toContain(words);
    expect(seen).not.toMatch(/T-\d|reschedule|Patel/i);
  });

  test('an admin turns on billing and the next denial can be taken in', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_turn_on');
    expect(modalText(kim)).toContain('Denial follow-up');
    expect(await saves(kim, {})).toEqual({});
    expect(modalText(kim)).toMatch(/Saved as version 2, in force now\..*Practice: queues that are on Front desk → Front desk, Billing/);
    const name = await makesTask(world, world.as('ben'), DENIAL);
    await world.as('ben').command('/rounds', name);
    await world.as('ben').sees('Denial follow-up');
  });

  test('a queue in which nobody works is not turned on, and what must be true first is said', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', ['setup_person', 'nina']);
    await saves(kim, { queues: [] });
    await goesTo(kim, 'setup_people', ['setup_person', 'patel']);
    await saves(kim, { queues: [] });
    await goesTo(kim, 'setup_queues', ['setup_queue', 'clinical_support'], 'setup_turn_on');
    expect(modalText(kim)).toContain('This must be true first:');
    expect(modalText(kim)).toContain('Nobody works in Clinical support');
    expect(modalOf(kim).submit).toBeNull();
  });

  test('what is turned off takes nothing new in; what is open goes on', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_queues', ['setup_queue', 'billing'], 'setup_turn_off');
    await saves(kim, {});
    await opens(world, world.as('ben'), 'task_form', () => world.as('ben').shortcut('new_task'));
    expect(modalText(world.as('ben'))).not.toContain('Denial follow-up');
    await world.as('ben').closes(true);
    await goesTo(kim, 'setup_queues', ['setup_queue', 'billing'], 'setup_turn_on');
    await saves(kim, {});
  });
});

describe('who may', () => {
  test.each(['maria', 'priya', 'jordan'])('%s is told who can, and the attempt is in the audit', async (person) => {
    await world.as(person).command('/rounds', 'setup');
    await world.as(person).sees('Setup was not opened: setup is for admins. Ask Dana Reed, Alex Kim or Kim Park.');
    expect(await auditOf(world)).toContainEqual({ actor: person, door: 'slack', action: 'denied', task: null, facts: { verb: 'setup', action: 'see_setup' } });
  });

  test('an admin who is nothing else sees no task, and setup from App Home', async () => {
    const kim = world.as('kim');
    await kim.closes(true).catch(() => undefined);
    await kim.opensHome();
    await world.slack.until(() => kim.home() !== undefined, 10_000);
    expect(JSON.stringify(kim.home()?.blocks)).not.toContain('T-1');
    await opens(world, kim, 'setup_view', () => kim.press('task:setup', 'home'));
    await kim.closes(true);
    await kim.command('/rounds', 'T-1');
    await kim.sees('T-1 cannot be shown');
  });

  test('help names setup to admins and to nobody else', async () => {
    await world.as('alex').command('/rounds', 'help');
    await world.as('alex').sees('/rounds setup');
    await world.as('sam').command('/rounds', 'help');
    expect(world.as('sam').readsAll()).not.toContain('/rounds setup');
  });
});

test('whose role is taken while a form is open saves nothing with it', async () => {
  const [kim, dana] = [world.as('kim'), world.as('dana')];
  await goesTo(dana, 'setup_hours', ['setup_hours_of', '']);
  await goesTo(kim, 'setup_people', ['setup_person', 'dana']);
  await saves(kim, { roles: ['staff', 'lead'] });
  await saves(dana, { sun: '09:00-12:00' });
  expect(modalText(dana)).toContain('Setup was not opened: admins change the rules. Ask Alex Kim or Kim Park.');
  await dana.closes(true);
  expect(await auditOf(world)).toContainEqual({ actor: 'dana', door: 'slack', action: 'denied', task: null, facts: { verb: 'setup', action: 'change_rules' } });
});

describe('people', () => {
  test('somebody who is added can work at once', async () => {
    world.slack.addPerson({ id: 'U0ROSA', name: 'Rosa Díaz' });
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', ['setup_person', null]);
    expect(await saves(kim, { name: 'Rosa Díaz', account: 'U0ROSA', roles: ['staff'], queues: ['front_desk'] })).toEqual({});
    expect(modalText(kim)).toContain('Person added: Rosa Díaz');
    const rosa = world.slack.as('U0ROSA');
    await opens(world, rosa, 'task_form', () => rosa.shortcut('new_task'));
    await rosa.closes(true);
  });

  test('a form that is sent twice is one change', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', ['setup_person', null]);
    await saves(kim, { name: 'Lee Wong', roles: ['staff'], queues: ['front_desk'] });
    const sent = world.slack.deliveries.findLast(({ kind }) => kind === 'view_submission');
    if (sent === undefined) throw new Error('nothing was sent');
    expect(await again(world, sent.body, 7)).toMatchObject({ status: 200, text: expect.stringContaining('Nothing to change') });
    await goesTo(kim, 'setup_people', 'setup_on');
    expect(modalText(kim).match(/Lee Wong/g)).toHaveLength(1);
  });

  test('two people under one account are refused on the account', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', ['setup_person', 'maria']);
    expect(await saves(kim, { account: 'U0SAM' })).toEqual({ account: expect.stringContaining('have the same slack') });
  });

  test('what the form does not ask stays: days away', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', ['setup_person', 'maria']);
    await saves(kim, { may_sign: ['coder'] });
    expect(modalText(kim)).toContain('• Maria Lopez: may sign none → coder');
  });

  test('the last admin cannot take the role away from themselves', async () => {
    const alone = await openWorld();
    const alex = alone.as('alex');
    await opens(alone, alex, 'setup_view', () => alex.command('/rounds', 'setup'));
    await alex.press('task:setup_people');
    await alone.slack.until(() => JSON.stringify(alex.modal()?.blocks).includes('Alex Kim'), 10_000);
    await alex.press('task:setup_person', 'modal', { value: valueOf(alex, 'setup_person', 'alex') });
    await alex.seesModal('person_form');
    expect(await saves(alex, { roles: ['manager'] }, alone)).toEqual({ roles: expect.stringContaining('Nobody would be admin') });
    await alone.close();
  });

  test('whoever is marked as left is out at once, and their tasks go to the lead', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', ['setup_person', 'sam']);
    expect(await saves(kim, { here: 'no' })).toEqual({});
    expect(modalText(kim)).toContain('1 open task went to');
    await world.as('sam').command('/rounds', 'mine');
    await world.as('sam').sees('You are not on Rounds');
    await world.as('dana').sees('Sam Ortiz left');
    // The rule that leads to Sam is not mended by that: setup says so.
    await goesTo(kim);
    expect(modalText(kim)).toContain('Needs a look');
    expect(modalText(kim)).toMatch(/Sam Ortiz left the practice, and routing rule \d+ still leads to them/);
  });
});

describe('routing', () => {
  test('a routing rule that can never match is refused on its field', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_rules', ['setup_rule', null]);
    const errors = await saves(kim, { type: ['facilities'], insurer: ['aetna'], owner: 'dana' });
    expect(errors).toEqual({ insurer: expect.stringContaining('no kind of work that it names asks for an insurer') });
    // One that another shuts out, beside its place.
    expect(await saves(kim, { type: ['reschedule'], insurer: null, location: ['north'], owner: 'maria' })).toEqual({ place: expect.stringContaining('entry 1 above matches all') });
    expect(await saves(kim, { owner: 'priya', place: '0' })).toEqual({ owner: expect.stringContaining('Priya Shah has no access to Front desk') });
    expect(await saves(kim, { owner: 'maria' })).toEqual({});
    expect(modalText(kim)).toContain('Appointment reschedule, and North Clinic');
  });

  test('a rule is moved, and the order counts', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_rules', ['setup_rule', '0']);
    expect(await saves(kim, { location: ['main'], place: '1' })).toEqual({});
    expect(modalText(kim)).toContain('goes to Maria Lopez');
    await goesTo(kim, 'setup_rules', ['setup_rule', '0'], 'setup_rule_out');
    expect(await saves(kim, {})).toEqual({});
    expect(modalText(kim)).toContain('Routing removed: rule 1');
    const name = await makesTask(world, world.as('dana'));
    await world.as('maria').sees(`${name} `);
  });

  test('a rule pressed in a list that has changed since is not another one', async () => {
    const [kim, alex] = [world.as('kim'), world.as('alex')];
    await goesTo(alex, 'setup_rules');
    await goesTo(kim, 'setup_rules', ['setup_rule', '0']);
    await saves(kim, { priority: ['urgent'] });
    const before = modalOf(alex).hash;
    await alex.press('task:setup_rule', 'modal', { value: valueOf(alex, 'setup_rule', '0') });
    await world.slack.until(() => alex.modal()?.hash !== before, 10_000);
    expect(modalText(alex)).toContain('The rules were changed since you opened this list');
  });
});

describe('hours', () => {
  test('lunch, a closed day, and a mistake beside its day', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_hours', ['setup_hours_of', '']);
    expect(fieldsOf(kim)).toEqual(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'hours_form_why', 'hours_form_note']);
    expect(await saves(kim, { tue: '08:00-12:00 11:00-17:00', wed: 'noon' })).toEqual({ tue: expect.stringContaining('overlap'), wed: expect.stringContaining('no period') });
    expect(await saves(kim, { tue: '08:00-12:00 13:00-17:00', wed: 'closed' })).toEqual({});
    expect(modalText(kim)).toContain('Practice: hours on Tuesday 08:00-17:00 → 08:00-12:00 13:00-17:00');
  });

  test('hours may be typed as people say them', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_hours', ['setup_hours_of', '']);
    expect(await saves(kim, { thu: '8 am to noon, 1pm–5:30 p.m.', fri: '13 pm-5 pm' })).toEqual({ fri: expect.stringContaining('no period') });
    expect(await saves(kim, { thu: '8 am to noon, 1pm–5:30 p.m.', fri: '12 am-4pm' })).toEqual({});
    expect(modalText(kim)).toContain('Practice: hours on Thursday 08:00-17:00 → 08:00-12:00 13:00-17:30');
    expect(modalText(kim)).toContain('hours on Friday 08:00-16:00 → 00:00-16:00');
    await goesTo(kim, 'setup_hours', ['setup_hours_of', '']);
    expect(await saves(kim, { thu: '08:00-17:00', fri: '08:00-16:00' })).toEqual({});
  });

  test('a location gets hours of its own, and gives them back', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_hours', ['setup_hours_of', 'north']);
    expect(await saves(kim, { own: 'own', mon: '10:00-18:00' })).toEqual({});
    expect(modalText(kim)).toContain('Mon 10:00–18:00');
    await goesTo(kim, 'setup_hours', ['setup_hours_of', 'north']);
    expect(await saves(kim, { own: 'practice' })).toEqual({});
    expect(modalText(kim)).not.toContain('Mon 10:00–18:00');
  });

  test('two admins change hours at once: other days go together, the same day is not overwritten', async () => {
    const [kim, alex] = [world.as('kim'), world.as('alex')];
    for (const admin of [kim, alex]) await goesTo(admin, 'setup_hours', ['setup_hours_of', '']);
    await saves(alex, { thu: '09:00-17:00' });
    expect(await saves(kim, { fri: '09:00-15:00' })).toEqual({});
    expect(modalText(kim)).toContain('Alex Kim changed other rules meanwhile; that stays.');
    expect(modalText(kim)).toContain('Thu 09:00–17:00');

    for (const admin of [kim, alex]) await goesTo(admin, 'setup_hours', ['setup_hours_of', '']);
    await saves(alex, { thu: '07:00-15:00' });
    await saves(kim, { thu: '10:00-18:00' });
    expect(modalText(kim)).toMatch(/Alex Kim changed the same rules after you opened them.*Nothing of yours was saved.*hours on Thursday 09:00-17:00 → 07:00-15:00/s);
    await kim.press('task:setup_hours_of');
    await kim.seesModal('hours_form');
    expect(modalText(kim)).toContain('07:00-15:00');
    expect(await saves(kim, { thu: '10:00-18:00' })).toEqual({});
  });

  test('the reason is asked, and holds nothing of a patient', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_hours', ['setup_hours_of', '']);
    expect(await saves(kim, { sat: '09:00-12:00', why: 'Something else', note: null })).toEqual({ note: 'Say it in a few words.' });
    expect(await saves(kim, { note: 'pt Miller, chart 20418 comes then' })).toEqual({ note: expect.stringContaining('of a patient') });
  });
});

describe('versions', () => {
  test('each is kept with who, when, why and what changed, and one can go back', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_versions');
    expect(modalText(kim)).toMatch(/Version \d+.*in force.*Kim Park · today 9 am.*tried in a test/s);
    await goesTo(kim, 'setup_versions', 'setup_on', 'setup_on');
    await world.settled();
    await kim.press('task:setup_version', 'modal', { value: valueOf(kim, 'setup_version', '2') });
    await world.slack.until(() => modalText(kim).includes('Going back to it would change'), 10_000);
    expect(modalText(kim)).toContain('Practice: queues that are on Front desk → Front desk, Billing');
    expect(modalText(kim)).toContain('Nina Brooks: queues none → Clinical support, Referrals');
    await kim.press('task:setup_go_back');
    await kim.seesModal('go_back_form');
    expect(await saves(kim, {})).toEqual({});
    expect(modalText(kim)).toMatch(/Saved as version \d+/);
    await goesTo(kim, 'setup_hours');
    expect(modalText(kim)).toContain('Tue–Thu 08:00–17:00');
    // Facts are no rules: Sam left, and Rosa works here.
    await goesTo(kim, 'setup_people');
    expect(modalText(kim)).toContain('Rosa Díaz');
  });

  test('whoever comes back works here again', async () => {
    const kim = world.as('kim');
    await goesTo(kim, 'setup_people', 'setup_on', ['setup_person', 'sam']);
    await saves(kim, { here: 'yes', queues: ['front_desk'] });
    expect(modalText(kim)).toContain('Sam Ortiz: works here no → yes');
    await opens(world, world.as('sam'), 'task_form', () => world.as('sam').shortcut('new_task'));
    await world.as('sam').closes(true);
  });

  test('an admin who gives themselves a queue does not do it unseen: its lead hears of it, once', async () => {
    const dana = world.as('dana');
    await goesTo(world.as('kim'), 'setup_people', ['setup_person', 'kim']);
    expect(await saves(world.as('kim'), { roles: ['admin', 'staff'], queues: ['front_desk'] })).toEqual({});
    const said = async () => dana.messages(await dana.opensDm()).filter(({ blocks }) => JSON.stringify(blocks).includes('Kim Park gave themselves access: Front desk'));
    await world.restart().then(() => world.settled());
    expect(await said()).toHaveLength(1);
  });

  test('every change is in the audit, and the audit is whole', async () => {
    const changes = (await auditOf(world)).filter(({ action }) => action === 'playbook_change');
    expect(changes).toContainEqual({ actor: 'kim', door: 'slack', action: 'playbook_change', task: null, facts: { version: 2, part: 'enabled', on: 'billing' } });
    expect(changes.map(({ facts }) => facts['version'])).toEqual(changes.map((_entry, index) => index + 1));
  });
});
