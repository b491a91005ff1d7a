// What a form carries back may be made by hand: only a choice that was offered is taken, and a form of somebody else's is nobody's way in.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { taskForms } from '../../src/view/forms/index.js';
import type { FormScene } from '../../src/view/forms/form.js';
import { testPlaybook } from '../support/playbook.js';
import { after, MONDAY, todoTask } from '../support/sample-task.js';
import { again, lastOf } from '../support/signed.js';
import { answers, FRONT, makesTask, modalOf, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const FORGED = 'Jane Doe, born 3/4/1961, called twice';

describe('a reason that no form offered', () => {
  const playbook = testPlaybook();
  const reader = playbook.people[0];
  if (reader === undefined) throw new Error('nobody works here');
  const scene = (typed: FormScene['answers']): FormScene => ({ playbook, now: MONDAY, reader, task: todoTask(1), answers: typed, ref: { form: 'f', task: 1, version: 1 } });
  const asking = taskForms.filter((form) => form.build(scene({})).parts.some((part) => part.kind === 'input' && part.key === 'why'));

  test('is asked by the forms that end or change what was agreed', () => expect(asking.map(({ name }) => name).sort()).toEqual(['due_form', 'extend_form', 'reopen_form', 'restore_form', 'send_back_form']));

  test.each(asking.map((form) => [form.name, form] as const))('never reaches the history: %s', (_name, form) => {
    const read = form.read(scene({ why: FORGED, due: after(600).toISOString() }), () => ({ sealed: 'b64', key: 'k1' }));
    expect(read).toMatchObject({ ok: true, step: { why: '' } });
  });
});

describe('a form sent by hand', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: 'people: [{ key: kim, name: Kim Park, roles: [admin], slack: U0KIM }]' }); });
  afterAll(() => world.close());

  /** The last form that was sent, once more, changed by `by`. */
  const sendsAgain = async (by: (view: Record<string, unknown>) => Record<string, unknown>, user?: string) => {
    const last = lastOf(world, 'view_submission');
    const sender = last['user'] as Record<string, unknown>;
    return again(world, { ...last, user: { ...sender, ...(user === undefined ? {} : { id: user }) }, view: by(last['view'] as Record<string, unknown>) }, 7);
  };

  test('with a reason of its own changes no rule of the practice', async () => {
    const kim = world.as('kim');
    await opens(world, kim, 'setup_view', () => kim.command('/rounds', 'setup', FRONT));
    await kim.press('task:setup_hours', 'modal');
    await world.slack.until(() => kim.modal()?.title?.text === 'Hours', 10_000);
    const rows = modalOf(kim).blocks.map((block) => (block['accessory'] as { value?: string } | undefined)?.value).filter((value) => value !== undefined);
    await kim.press('task:setup_hours_of', 'modal', { value: rows[0] ?? '' });
    await world.slack.until(() => kim.modal()?.callback_id === 'hours_form', 10_000);
    await kim.choose('hours_form_why', 'For the season');
    await kim.submit();
    await world.settled();
    const why = { [`hours_form_why`]: { value: { type: 'static_select', selected_option: { value: FORGED } } } };
    const { text } = await sendsAgain((view) => {
      const values = (view['state'] as { values: Record<string, unknown> }).values;
      return { ...view, state: { values: { ...values, mon: { value: { type: 'plain_text_input', value: '07:00-17:00' } }, ...why } } };
    });
    expect(text).toContain('Please choose one.');
    expect(text).not.toContain('Jane Doe');
  });

  test('with the handoff of somebody else tells nothing of it and offers nothing', async () => {
    const maria = world.as('maria');
    await makesTask(world, maria);
    await opens(world, maria, 'handoff_form', () => maria.command('/rounds', 'handoff', FRONT));
    await answers(world, maria, { to: 'sam' });
    await maria.submit();
    await world.settled();
    const before = world.as('dana').messages(FRONT).length;
    const { text } = await sendsAgain((view) => view, 'U0DANA');
    expect(text).not.toMatch(/Offered to|handoff_withdraw/);
    await world.settled();
    expect(JSON.stringify(world.as('dana').ephemerals(FRONT))).not.toContain('Offered to');
    expect(world.as('dana').messages(FRONT)).toHaveLength(before);
  });
});
