// The practice's file at a start, beside what was changed in chat.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { answers, makesTask, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World, WorldOptions } from '../support/world.js';

let world: World;
afterEach(() => world.close());

const begin = async (options: WorldOptions = {}) => {
  world = await openWorld(options);
  return world.as('alex');
};

const looks = async (alex: PersonClient, verb?: string) => {
  await alex.closes(true).catch(() => undefined);
  await opens(world, alex, 'setup_view', () => alex.command('/rounds', 'setup'));
  if (verb === undefined) return modalText(alex);
  const before = alex.modal()?.hash;
  await alex.press(`task:${verb}`);
  await world.slack.until(() => alex.modal()?.hash !== before, 10_000);
  return modalText(alex);
};

/** Turns billing on in chat. */
const turnsOnBilling = async (alex: PersonClient) => {
  await looks(alex, 'setup_turn_on');
  await answers(world, alex, { turn_on_form_why: 'We try it' });
  await alex.submit();
  await world.settled();
};

const startsWith = async (file: string) => {
  world.writesPlaybook(file);
  await world.restart();
  await world.settled();
};

const HOURS = 'hours: { mon: "09:00-17:00", tue: "08:00-17:00", wed: "08:00-17:00", thu: "08:00-17:00", fri: "08:00-16:00", sat: closed, sun: closed }\n';
const DENIAL = { type: 'denial_followup', priority: 'high', insurer: 'aetna', plan_type: 'commercial', denial_notice_date: '2026-11-20' };

describe('what was changed in chat', () => {
  test('outlives a restart', async () => {
    await turnsOnBilling(await begin());
    await world.restart();
    expect(await makesTask(world, world.as('ben'), DENIAL)).toMatch(/^T-/);
  });

  test('stays when the file changes something else, and nobody is told of anything', async () => {
    const alex = await begin();
    await turnsOnBilling(alex);
    await world.slack.deactivate('U0SAM');
    await world.settled();
    await startsWith(HOURS);
    expect(await looks(alex, 'setup_hours')).toContain('Mon 09:00–17:00');
    expect(await looks(alex, 'setup_people')).toContain('left');
    expect(await makesTask(world, world.as('ben'), DENIAL)).toMatch(/^T-/);
    expect(alex.readsAll()).not.toContain('file');
  });

  test('stays where the file changes the same, and each admin is told once', async () => {
    const alex = await begin();
    await turnsOnBilling(alex);
    await startsWith('enabled: [front_desk, referrals]\n');
    await alex.sees('In these places it and chat had changed the same; what was said in chat stays:');
    expect(await looks(alex, 'setup_queues')).toMatch(/\*Billing\*\\nOn · .*\*Referrals\*\\nOff · /s);
    expect(await looks(alex, 'setup_versions')).toContain('imported at start. kept from chat: enabled');
    await world.restart();
    await world.settled();
    expect(world.slack.messages(await alex.opensDm())).toHaveLength(1);
    // The next text of the file is held against the one before, not against what chat made of it.
    await startsWith(`enabled: [front_desk, referrals]\n${HOURS}`);
    expect(await looks(alex, 'setup_queues')).toMatch(/\*Billing\*\\nOn · .*\*Referrals\*\\nOff · /s);
    expect(await looks(alex, 'setup_hours')).toContain('Mon 09:00–17:00');
  });
});

describe('a faulty file', () => {
  const FAULTY = 'enabled: [front_desk, biling]\n';

  test('never stops a running practice: the last good version stays in force and each admin is told once', async () => {
    const alex = await begin();
    await startsWith(FAULTY);
    await alex.sees('The playbook’s file has faults and was not applied.');
    await alex.sees('Line 1 (enabled): "biling" is not among the queues. Did you mean billing?');
    await makesTask(world, world.as('maria'));
    await world.restart();
    await world.settled();
    expect(world.slack.messages(await alex.opensDm())).toHaveLength(1);
    expect(await looks(alex)).toContain('has faults and was not applied');
  });

  test('that is corrected is applied', async () => {
    const alex = await begin();
    await startsWith(FAULTY);
    await startsWith('enabled: [front_desk, billing]\n');
    expect(await looks(alex)).not.toContain('has faults');
    expect(await makesTask(world, world.as('ben'), DENIAL)).toMatch(/^T-/);
  });

  test('good by itself, but not with what was changed in chat: it is not applied, and an admin is told', async () => {
    const alex = await begin({ playbook: 'people: [{ key: ben, queues: [billing, referrals, front_desk] }]\n' });
    await looks(alex, 'setup_people');
    await alex.press('task:setup_person', 'modal', { value: JSON.stringify({ version: 1, arg: 'ben' }) });
    await alex.seesModal('person_form');
    await answers(world, alex, { queues: ['billing'], person_form_why: 'Does other work now' });
    await alex.submit();
    await world.settled();
    await startsWith('people: [{ key: ben, queues: [billing, referrals, front_desk] }]\nrouting: [{ when: { type: reschedule }, to: { owner: ben } }]\n');
    await alex.sees('Ben Carter has no access to Front desk');
    expect(await looks(alex, 'setup_rules')).toContain('goes to Sam Ortiz');
  });
});
