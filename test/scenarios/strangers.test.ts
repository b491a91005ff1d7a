import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FRONT, hears, makesTaskOfMessage, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

describe('people whom Rounds does not serve are told who can add them', () => {
  let world: World;
  let message: { channel: string; ts: string };
  beforeAll(async () => {
    world = await openWorld();
    message = await makesTaskOfMessage(world, world.as('maria'), 'Another day');
    world.slack.addPerson({ id: 'U0NEW', name: 'Pat Newcomer' });
    world.slack.addPerson({ id: 'U0TEMP', name: 'Terry Temp', guest: 'single_channel' });
    world.slack.addPerson({ id: 'U0LAB', name: 'Lou Lab', strangerFrom: 'T0OTHERLAB' });
    for (const id of ['U0NEW', 'U0TEMP', 'U0LAB']) await world.slack.as(id).joins(FRONT);
  });
  afterAll(() => world.close());

  const sentences: [string, string, string][] = [
    ['a colleague who is not in the playbook', 'U0NEW', 'You are not on Rounds at Riverside Family Practice yet. Ask Alex Kim to add you.'],
    ['a guest', 'U0TEMP', 'Guests cannot use Rounds. Alex Kim can add full members of the workspace.'],
    ['somebody of another organisation', 'U0LAB', 'Rounds is for the staff of Riverside Family Practice alone. Alex Kim can say more.'],
  ];

  test.each(sentences)('%s', async (_who, id, sentence) => {
    const person = world.slack.as(id);
    const calls = world.slack.callsTo('chat.postMessage').length;
    await opens(world, person, 'message_view', () => person.shortcut('create_task', message));
    expect(modalText(person)).toContain(sentence);
    await person.closes(true);
    const line = world.slack.messages(FRONT).find(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts);
    await person.press('task:open', { channel: FRONT, ts: line?.ts ?? '' });
    await hears(world, person, FRONT, sentence);
    await person.command('/rounds', 'queue front_desk', FRONT);
    expect(person.ephemerals(FRONT).filter(({ text }) => text === sentence)).toHaveLength(2);
    if (id !== 'U0LAB') await person.opensHome(); // Slack shows an app's home to its own workspace alone.
    if (id !== 'U0LAB') expect(JSON.stringify(person.home()?.blocks)).toContain(sentence);
    expect(world.as('maria').reads(FRONT)).not.toContain(sentence);
    expect(world.slack.callsTo('chat.postMessage')).toHaveLength(calls);
  });
});
