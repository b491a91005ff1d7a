// Names, reasons and notes that pretend to be markup, or are far too long: they come out as letters, cut where Slack ends, and break no view.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answers, completesUnderMore, FRONT, looksUp, makesTask, modalOf, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const EVIL = '<!channel> <@U0DANA> *b* <http://evil.example|click> &amp; ';
const LONG = EVIL.repeat(700);
const quoted = JSON.stringify(LONG);
const PLAYBOOK = `
practice: { name: ${quoted}, timezone: America/New_York }
people:
  - { key: maria, name: ${quoted} }
  - { key: sam, name: ${quoted} }
  - { key: dana, name: ${JSON.stringify(`${EVIL}Dana`)} }
locations: [{ key: main, name: ${quoted} }]
queues: [{ key: front_desk, name: ${quoted} }]
providers: [{ key: patel, name: ${quoted} }]
`;

let world: World;
beforeAll(async () => { world = await openWorld({ playbook: PLAYBOOK }); });
afterAll(() => world.close());

/** Nothing that anybody was sent pings, links or was refused; the double refuses what is too long, as Slack does. */
const holds = async () => {
  await world.settled();
  const said = ['maria', 'sam', 'dana', 'alex'].flatMap((key) => JSON.stringify(world.as(key).messages(FRONT)));
  expect(said.join()).not.toMatch(/"type":"mrkdwn","text":"[^"]*<[!@h]/);
  expect(world.log.filter((line) => /"level":(50|60)/.test(line) || line.includes('was not sent'))).toEqual([]);
};

test('a task of such people is made, looked at, handed off and moved', async () => {
  const [maria, dana] = [world.as('maria'), world.as('dana')];
  const name = await makesTask(world, maria, { owner: 'sam' });
  await makesTask(world, maria, { owner: 'maria' });
  await looksUp(dana, name);
  await completesUnderMore(world, dana, 'reassign', await looksUp(dana, name), { owner: 'maria' });
  await holds();
  await opens(world, maria, 'handoff_form', () => maria.command('/rounds', 'handoff', FRONT));
  await answers(world, maria, { to: 'sam', note: LONG.slice(0, 3000) });
  await maria.submit();
  await maria.closes(true);
  await holds();
  await dana.command('/rounds', 'queue front_desk', FRONT);
  await opens(world, dana, 'away_form', () => dana.command('/rounds', 'away', FRONT));
  await answers(world, dana, { person: 'maria', from: '2026-11-30', back: '2026-12-03' });
  await dana.submit();
  await dana.closes(true);
  await dana.opensHome();
  await opens(world, dana, 'move_form', () => dana.press('task:move', 'home'));
  await dana.submit();
  await dana.closes(true);
  await holds();
});

test('and setup shows and changes them', async () => {
  const alex = world.as('alex');
  await opens(world, alex, 'setup_view', () => alex.command('/rounds', 'setup', FRONT));
  for (const place of ['setup_people', 'setup', 'setup_queues', 'setup', 'setup_hours', 'setup', 'setup_rules', 'setup', 'setup_versions']) {
    const before = modalOf(alex).hash;
    await alex.press(`task:${place}`, 'modal');
    await world.slack.until(() => alex.modal()?.hash !== before, 10_000);
    expect(modalText(alex)).not.toMatch(/"type":"mrkdwn","text":"[^"]*<[!@h]/);
  }
  await holds();
});
