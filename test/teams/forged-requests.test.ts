import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
beforeAll(async () => { world = await openTeamsWorld(); });
afterAll(() => world.close());

const help = () => world.as('maria').activity({ text: 'help' });

describe('a request is refused', () => {
  test.each([
    ['without a token', async () => ''],
    ['with a token for another app', () => world.teams.token({ audience: '8c1f0000-0000-4000-8000-00000000bbbb' })],
    ['with a token for another service', () => world.teams.token({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['with a token of another issuer', () => world.teams.token({ issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })],
    ['with a token that somebody else signed', () => world.teams.token({ key: world.teams.strangersKey })],
    ['with a token that has ended', () => world.teams.token({ minutes: -10 })],
    ['with no token at all but words', async () => 'x.y.z'],
  ])('%s', async (_what, token) => {
    const said = jest.spyOn(process.stderr, 'write');
    expect((await world.send(help(), await token())).status).toBe(401);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
    expect(world.log.at(-1)).not.toContain('KEY');
    expect(world.log.filter((line) => line.includes('wrong_token'))).not.toEqual([]);
    expect(world.teams.messages.size).toBe(0);
  });

  test.each([
    ['of another tenant', { channelData: { tenant: { id: '8c1f0000-0000-4000-8000-0000000000ff' } } }, 403],
    ['of no tenant', { channelData: null, conversation: { id: 'a:1', conversationType: 'personal' } }, 403],
    ['that wants its answer elsewhere', { serviceUrl: 'https://evil.example/' }, 403],
    ['of another channel', { channelId: 'directline' }, 400],
    ['that is checked in another way', { channelId: 'AseWebChat' }, 400],
  ])('%s', async (_what, over, status) => {
    expect((await world.send({ ...help(), ...over })).status).toBe(status);
    expect(world.teams.messages.size).toBe(0);
  });

  test('and a right one is taken', async () => {
    expect((await world.send(help())).status).toBe(200);
    expect(world.teams.messages.size).toBe(1);
  });
});
