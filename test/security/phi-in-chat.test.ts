// Where a source's text may stand in chat, through the whole of Rounds: in `messages` mode a direct message may hold it, a modal and App Home never.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answers, cardOf, FRONT, makesTaskOfMessage, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const TEXT = 'Mrs Quigley has a swollen knee';
const REFERENCE = 'MRN-884417';

const setsReference = async (world: World) => {
  const dana = world.as('dana');
  await opens(world, dana, 'more_form', async () => dana.press('task:more', await cardOf(dana, 'T-1')));
  await opens(world, dana, 'fields_form', () => dana.press('task:details', 'modal'));
  await answers(world, dana, { patient_ref: REFERENCE });
  expect(await dana.submit()).toMatchObject({ closed: true });
  await world.settled();
};

/** `/rounds` has a button that lists what one owns. */
const lastHelp = async (person: ReturnType<World['as']>) => {
  const channel = await person.opensDm();
  await person.command('/rounds', 'help', channel);
  return person.ephemerals(channel).at(-1)?.ts ?? '';
};

describe('with an agreement for messages', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ playbook: 'agreements: [{ with: Slack, on: 2026-01-05, by: dana }]', env: { PHI_MODE: 'messages' } });
    await makesTaskOfMessage(world, world.as('maria'), TEXT, { owner: 'dana' });
    await setsReference(world);
  });
  afterAll(() => world.close());

  test('a copy that one person sees quotes the source', async () => {
    const dana = world.as('dana');
    const channel = await dana.opensDm();
    await dana.command('/rounds', 'T-1', channel);
    expect(JSON.stringify(dana.ephemerals(channel))).toContain(TEXT);
  });

  test('and shows the patient reference by its last two characters', async () => {
    const dana = world.as('dana');
    const channel = await dana.opensDm();
    await dana.command('/rounds', 'T-1', channel);
    expect(JSON.stringify(dana.ephemerals(channel).at(-1))).toContain('Chart number: •••••17');
    expect(JSON.stringify(world.slack.calls)).not.toContain(REFERENCE);
  });

  test.each(['maria', 'sam'])('but not to %s, who asked for it or works beside and may not read its details', async (who) => {
    const person = world.as(who);
    const channel = await person.opensDm();
    await person.command('/rounds', 'T-1', channel);
    expect(JSON.stringify(person.ephemerals(channel).at(-1))).toContain('T-1 Appointment reschedule');
    expect(JSON.stringify(person.ephemerals(channel).at(-1))).not.toMatch(/Quigley|•17/);
  });

  test('and no channel', () => expect(world.as('sam').reads(FRONT).replace(TEXT, '')).not.toMatch(/Quigley|•17/));

  test('a modal never does: not when it opens, and not after a press in it', async () => {
    const dana = world.as('dana');
    await dana.command('/rounds', 'mine', await dana.opensDm());
    const copy = { channel: await dana.opensDm(), ts: dana.ephemerals(await dana.opensDm()).at(-1)?.ts ?? '' };
    await opens(world, dana, 'task_view', () => dana.press('task:open', copy));
    expect(modalText(dana)).not.toContain('Quigley');
    await dana.press('task:start', 'modal');
    await world.slack.until(() => modalText(dana).includes('In progress'));
    expect(modalText(dana)).not.toContain('Quigley');
    for (const { args } of [...world.slack.callsTo('views.open'), ...world.slack.callsTo('views.update'), ...world.slack.callsTo('views.push'), ...world.slack.callsTo('views.publish')]) {
      expect(JSON.stringify(args)).not.toContain('Quigley');
    }
  });
});

describe.each([['names', 'true', true], ['does not name', 'false', false]])('with an agreement for everything, in a channel that the playbook %s', (_says, named, shown) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ playbook: `agreements: [{ with: Slack, on: 2026-01-05, by: dana }]\nqueues: [{ key: front_desk, patient_data_in_channel: ${named} }]`, env: { PHI_MODE: 'full' } });
    await makesTaskOfMessage(world, world.as('maria'), TEXT, { owner: 'dana' });
    await setsReference(world);
  });
  afterAll(() => world.close());

  test(`the thread’s line ${shown ? 'shows' : 'does not show'} the masked reference; nothing shows it whole`, () => {
    expect(world.as('sam').reads(FRONT).includes('Chart number: •••••17')).toBe(shown);
    expect(JSON.stringify(world.slack.calls)).not.toContain(REFERENCE);
    for (const { args } of world.slack.callsTo('chat.postMessage')) expect(args['text']).not.toMatch(/Quigley|•17/);
  });

  test('a modal quotes the source to whoever may read the details', async () => {
    const dana = world.as('dana');
    await opens(world, dana, 'list_view', async () => dana.press('task:list', { channel: await dana.opensDm(), ts: await lastHelp(dana) }));
    await opens(world, dana, 'task_view', () => dana.press('task:open', 'modal'));
    expect(modalText(dana)).toContain(TEXT);
    await dana.closes(true);
  });
});

describe('what somebody types after a command', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test.each(['find Quigley knee', 'Quigley, knee'])('is not said back, since it may be of a patient: %s', async (typed) => {
    const maria = world.as('maria');
    const channel = await maria.opensDm();
    await maria.command('/rounds', typed, channel);
    expect(maria.ephemerals(channel)).not.toHaveLength(0);
    expect(JSON.stringify(maria.ephemerals(channel))).not.toContain('Quigley');
  });
});
