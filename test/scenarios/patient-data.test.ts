import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { answers, cardOf, completes, completesUnderMore, FRONT, looksUp, makesTask, makesTaskOfMessage, modalOf, modalText, opens, PRIOR_AUTH } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const SOURCE = 'Eleanor Rigby 1948-02-11 wants another day';
const SECRETS = ['Eleanor Rigby', '1948-02-11', 'CHART-90210', 'Her daughter Josephine', 'sees Josephine instead', 'PAYERREF-5511'];

/** A recorded agreement alone opens nothing: PHI_MODE says what is shown. */
const AGREED = 'agreements: [{ with: slack, on: 2026-01-05, by: alex }]';

/** All that is stored, as it lies there. */
const everythingStored = async (uri: string): Promise<string> => {
  const client = await MongoClient.connect(uri);
  try {
    const collections = await client.db().collections();
    const documents = await Promise.all(collections.map((collection) => collection.find().toArray()));
    return JSON.stringify(documents);
  } finally {
    await client.close();
  }
};

/** A patient's words in every place that takes any. */
const workWithPatientWords = async (world: World) => {
  const [maria, dana] = [world.as('maria'), world.as('dana')];
  await makesTaskOfMessage(world, maria, SOURCE, { owner: 'dana' });
  const card = await cardOf(dana, 'T-1');
  await completesUnderMore(world, dana, 'note', card, { note: 'Her daughter Josephine drives her' });
  await completes(world, dana, 'block', card, { need: 'information', from: 'patel', note: 'Patient sees Josephine instead' });
  await opens(world, dana, 'more_form', () => dana.press('task:more', card));
  await opens(world, dana, 'fields_form', () => dana.press('task:details', 'modal'));
  await answers(world, dana, { patient_ref: 'CHART-90210' });
  await dana.submit();
  await world.settled();
  const auth = await makesTask(world, maria, PRIOR_AUTH);
  await opens(world, maria, 'more_form', async () => maria.press('task:more', await looksUp(maria, auth)));
  await opens(world, maria, 'fields_form', () => maria.press('task:details', 'modal'));
  await answers(world, maria, { payer_reference: 'PAYERREF-5511', patient_ref: 'CHART-90210' });
  expect(await maria.submit()).toMatchObject({ closed: true });
  await maria.command('/rounds', 'find josephine', FRONT);
  for (const person of [maria, dana]) {
    await person.opensHome();
    await looksUp(person, 'T-1');
  }
  await opens(world, dana, 'more_form', () => dana.press('task:more', card));
  await opens(world, dana, 'history_view', () => dana.press('task:history', 'modal'));
  await dana.closes(true);
  await maria.edits(FRONT, maria.messages(FRONT).find(({ text }) => text === SOURCE)?.ts ?? '', `${SOURCE}, soon`);
  await world.settled();
};

describe('PHI_MODE none: patient words stay where they were typed', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ playbook: AGREED });
    await workWithPatientWords(world);
  });
  afterAll(() => world.close());

  test('none of them is in a call to Slack: no post, no edit, no modal, no private metadata, no button, no notification', () => {
    const calls = JSON.stringify(world.slack.calls.map(({ method, args }) => ({ method, args })));
    for (const secret of SECRETS) expect(calls).not.toContain(secret);
    expect(calls).toContain('T-1');
  });

  test('none is in an answer to Slack: the card that a command shows, the copy that a press redraws', () => {
    for (const person of ['maria', 'dana', 'patel']) {
      const { id } = world.as(person);
      const shown = world.slack.overview(id).conversations.flatMap(({ id: channel }) => world.slack.as(id).ephemerals(channel));
      for (const secret of SECRETS) expect(JSON.stringify(shown)).not.toContain(secret);
    }
  });

  test('none is in a log line', () => {
    const lines = world.log.join('\n');
    expect(world.log.length).toBeGreaterThan(0);
    for (const secret of [...SECRETS, 'xoxb-test', world.secret]) expect(lines).not.toContain(secret);
  });

  test('none lies in the database in plain text', async () => {
    const stored = await everythingStored(world.uri);
    for (const secret of SECRETS) expect(stored).not.toContain(secret);
    expect(stored).toContain('sealed');
  });

  test('a button and a modal carry ids alone', () => {
    const args = world.slack.calls.map((call) => JSON.stringify(call.args));
    const values = args.flatMap((each) => [...each.matchAll(/\\"value\\":\\"(\{.*?\})\\"/g)].map(([, value]) => value));
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) expect(value).toMatch(/^\{(\\*"(task|version)\\*":\d+,?|\\*"arg\\*":\\*"(mine|waiting|asked|review|find [^|]*|queue \w+)\|\d+\\*",?)*\}$/);
  });
});

describe('what people type comes out as letters', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: AGREED, env: { PHI_MODE: 'messages' } }); });
  afterAll(() => world.close());

  const card = async (text: string) => {
    await makesTaskOfMessage(world, world.as('maria'), text, { owner: 'dana' });
    const channel = await world.as('dana').opensDm();
    const { ts = '', blocks } = world.as('dana').messages(channel).at(-1) ?? {};
    return { place: { channel, ts }, text: JSON.stringify(blocks) };
  };

  test('with an agreement and PHI_MODE messages: the direct message quotes, a modal does not', async () => {
    const { text, place } = await card(SOURCE);
    expect(text).toContain(SOURCE);
    const dana = world.as('dana');
    await opens(world, dana, 'list_view', async () => dana.press('task:list', { ...place, ts: (await looks(dana)).ts }));
    await opens(world, dana, 'task_view', () => dana.press('task:open', 'modal'));
    expect(modalText(dana)).toContain('T-1 Appointment reschedule');
    expect(JSON.stringify(modalOf(dana))).not.toContain('Eleanor');
    await dana.closes(true);
    expect(dana.reads(FRONT).split(SOURCE)).toHaveLength(2);
    const notifications = world.slack.callsTo('chat.postMessage').map(({ args }) => args['text']);
    expect(notifications.join('\n')).not.toContain('Eleanor');
  });

  /** `/rounds` has a button that lists what one owns. */
  const looks = async (person: ReturnType<World['as']>) => {
    const channel = await person.opensDm();
    await person.command('/rounds', 'help', channel);
    return person.ephemerals(channel).at(-1) ?? { ts: '' };
  };

  test('mentions, marks and links ping nobody', async () => {
    const { place } = await card('<!channel> <@U0SAM> *bold* _x_ <https://evil.example|click>');
    const dana = world.as('dana');
    expect(dana.reads(place.channel)).toContain('<!channel> <@U0SAM> *bold* _x_ <https://evil.example|click>');
    const message = dana.messages(place.channel).find(({ ts }) => ts === place.ts);
    expect(JSON.stringify(message?.blocks)).not.toContain('"type":"mrkdwn","text":"<!channel>');
    expect(message?.text).not.toContain('<!channel>');
  });

  test('a message of 40,000 letters makes a card all the same', async () => {
    const { text } = await card('long '.repeat(8000));
    expect(text).toContain('Appointment reschedule');
    expect(text).toContain('long long');
    expect(text.length).toBeLessThan(5000);
  });
});
