import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers, cardOf, cardsOf, completes, fieldsOf, hears, looksUp, makesTask, modalText, opens, presses, PRIOR_AUTH } from '../support/steps.js';
import type { Message } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const WORKED = { plan_type: 'commercial', provider: 'patel' };
const DENIED = { ...WORKED, outcome: 'denied', submitted_at: '1764500000', patient_ref: 'P-7', denial_reason: 'not_necessary', denial_notice_date: '2026-11-27', told: 'person:priya' };

describe('review: a denied authorization is checked by a clinician', () => {
  let world: World;
  let name: string;
  beforeAll(async () => {
    world = await openWorld();
    name = await makesTask(world, world.as('maria'), PRIOR_AUTH);
  });
  afterAll(() => world.close());

  const denies = async (copy: Message) => {
    const maria = world.as('maria');
    await opens(world, maria, 'done_form', () => maria.press('task:done', copy));
    await answers(world, maria, { outcome: 'denied' });
    expect(modalText(maria)).toContain('This outcome needs a check by a clinician. It is done when approved.');
    const asked = fieldsOf(maria);
    await answers(world, maria, Object.fromEntries(Object.entries(DENIED).filter(([field]) => asked.includes(field))));
    const submitted = await maria.submit();
    await world.settled();
    return submitted;
  };

  test('the follow-up’s queue is not on Rounds: the form asks whom one told, and the history keeps it', async () => {
    const maria = world.as('maria');
    expect(await denies(await looksUp(maria, name))).toMatchObject({ closed: true });
    const copy = await looksUp(maria, name);
    await opens(world, maria, 'more_form', () => maria.press('task:more', copy));
    await opens(world, maria, 'history_view', () => maria.press('task:history', 'modal'));
    expect(modalText(maria)).toContain('why: Priya');
    await maria.closes(true);
  });

  test('the clinician is asked, once, with the card', async () => {
    const patel = world.as('patel');
    expect((await cardsOf(patel, name)).map(({ text }) => text)).toEqual([expect.stringContaining('Maria Lopez asks you to check this')]);
    expect((await cardsOf(patel, name))[0]?.text).toContain('In review with Dr Asha Patel: Denied');
  });

  test('the owner cannot approve their own work', async () => {
    const maria = world.as('maria');
    const copy = await looksUp(maria, name);
    await maria.press('task:approve', copy);
    await hears(world, maria, copy.channel, `${name} was not approved: its reviewer decides, and that is never its owner. Ask Dr Asha Patel.`);
    await looksUp(maria, name);
    expect(maria.reads(copy.channel)).not.toContain('Done: Denied');
  });

  test('sent back with a reason, the owner hears it', async () => {
    const [maria, patel] = [world.as('maria'), world.as('patel')];
    await completes(world, patel, 'send_back', await cardOf(patel, name), { why: 'Something is missing' });
    expect((await cardsOf(maria, name)).map(({ text }) => text)).toEqual([expect.stringContaining('Dr Asha Patel sent this back: Something is missing')]);
    expect((await cardsOf(maria, name))[0]?.text).toContain('In progress');
  });

  test('finished again and approved, it is done', async () => {
    const [maria, patel] = [world.as('maria'), world.as('patel')];
    expect(await denies(await cardOf(maria, name))).toMatchObject({ closed: true });
    await presses(world, patel, 'approve', await cardOf(patel, name));
    // Her card stands edited, and after it the message that it is done: she asked for it, and another closed it.
    expect((await cardsOf(maria, name)).map(({ text }) => text)).toContainEqual(expect.stringContaining('Done: Denied'));
    for (const { text } of await cardsOf(patel, name)) expect(text).toContain('Done: Denied');
  });

  test('an expedited request is sent to review whatever the outcome, and its button says so', async () => {
    const maria = world.as('maria');
    const expedited = await makesTask(world, maria, { ...PRIOR_AUTH, expedited: 'yes' });
    const copy = await looksUp(maria, expedited);
    expect(maria.reads(copy.channel)).toContain('Send to review…');
  });
});
