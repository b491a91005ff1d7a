// A practice in Slack and in Teams: one board, and everybody hears of it on one of the two.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { cardsOf, makesTask, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';
import { teamsIds, teamsPeople } from './support/people.js';
import { actionOf, valuesOf, wordsOf } from './support/reading.js';
import { APP_ID, openTeamsDouble, PASSWORD, TENANT } from './support/teams-double.js';
import type { TeamsDouble } from './support/teams-double.js';

let teams: TeamsDouble;
let world: World;
beforeAll(async () => {
  teams = await openTeamsDouble();
  world = await openWorld({ playbook: teamsIds(), env: { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: PASSWORD, TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: teams.base() } });
});
afterAll(async () => {
  await world.close();
  await teams.close();
});
afterEach(() => expect(teams.complaints).toEqual([]));

const onTeams = (person: string) => teamsPeople({ teams, url: () => world.url('/api/messages') }).as(person);
const teamsCards = (person: string, name: string) => onTeams(person).chat().filter(({ card }) => wordsOf(card).includes(`${name} `));
/** How many messages about a task somebody has on each. */
const heard = async (person: string, name: string) => ({ slack: (await cardsOf(world.as(person), name)).length, teams: teamsCards(person, name).length });

describe('somebody with a Slack and a Teams id', () => {
  test('hears of a task once, on Slack until they choose', async () => {
    await onTeams('dana').says('help');
    const name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    expect(await heard('dana', name)).toEqual({ slack: 1, teams: 0 });
  });

  test('chooses Teams in their settings there, and hears of the next task in Teams alone', async () => {
    const dana = onTeams('dana');
    await dana.says('settings');
    const form = dana.chat().at(-1)?.card;
    expect(valuesOf(form)).toMatchObject({ notices: 'slack' });
    // What was chosen stays where something is wrong.
    const wrong = await dana.presses(actionOf(form, 'Save'), { ...valuesOf(form), notices: 'teams', bundles: '' });
    expect(valuesOf(wrong.body['value'])).toMatchObject({ notices: 'teams' });
    const saved = await dana.presses(actionOf(wrong.body['value'], 'Save'), { ...valuesOf(form), notices: 'teams' });
    expect(JSON.stringify(saved.body)).toContain('Saved.');
    const name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    expect(await heard('dana', name)).toEqual({ slack: 0, teams: 1 });
  });

  test('chooses again, in Slack', async () => {
    const dana = world.as('dana');
    const dm = await dana.opensDm();
    await opens(world, dana, 'settings_form', () => dana.command('/rounds', 'settings', dm));
    expect(modalText(dana)).toContain('Where notices come');
    await dana.choose('notices', 'slack');
    await dana.submit();
    await dana.closes(true);
    const name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    expect(await heard('dana', name)).toEqual({ slack: 1, teams: 0 });
  });

  test('sees one board: what is done in Teams stands on Slack’s card', async () => {
    const name = await makesTask(world, world.as('maria'), { owner: 'dana' });
    await onTeams('dana').says(name);
    const copy = teamsCards('dana', name).at(-1)?.card;
    await onTeams('dana').presses(actionOf(copy, 'Start'));
    await world.settled();
    const cards = await cardsOf(world.as('dana'), name);
    expect(cards.map(({ text }) => text)).toEqual([expect.stringContaining('In progress')]);
  });
});

test('somebody on one platform is not asked where', async () => {
  const alex = world.as('alex');
  const dm = await alex.opensDm();
  await opens(world, alex, 'settings_form', () => alex.command('/rounds', 'settings', dm));
  expect(modalText(alex)).not.toContain('Where notices come');
});
