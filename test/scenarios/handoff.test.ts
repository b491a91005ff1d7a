// A handoff at shift change: offered, answered by two buttons, and the giver's until then.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { again } from '../support/signed.js';
import { answers, cardsOf, completesUnderMore, fieldsOf, FRONT, hears, looksUp, makesTask, modalText, opens, PRIOR_AUTH, presses } from '../support/steps.js';
import type { Message } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const PLAYBOOK = `
task_types:
  - { key: missing_paperwork, sensitivity: restricted }
`;
const PAPERWORK = { type: 'missing_paperwork', priority: 'normal', document_type: 'consent', needed_for: 'patient' };

describe('a handoff at shift change', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld({ playbook: PLAYBOOK }); });
  afterAll(() => world.close());

  const owner = async (name: string) => {
    const { channel, ts } = await looksUp(world.as('dana'), name);
    return /Owner: ([A-Za-z ]+?) ·/.exec(JSON.stringify(world.as('dana').ephemerals(channel).find((one) => one.ts === ts)?.blocks))?.[1];
  };
  /** The last message with a handoff in somebody's direct messages. */
  const offerTo = async (person: string): Promise<{ place: Message; text: string }> => {
    const one = world.as(person);
    const channel = await one.opensDm();
    const found = one.messages(channel).map(({ ts, blocks }) => ({ place: { channel, ts }, text: JSON.stringify(blocks) })).filter(({ text }) => /Handoff from|hands \d+ task/.test(text)).at(-1);
    if (found === undefined) throw new Error('no handoff came');
    return found;
  };
  /** The last press of a button, as it was sent. */
  const pressOf = (button: string): Record<string, unknown> => {
    const found = world.slack.deliveries.findLast(({ body }) => JSON.stringify(body['actions'] ?? []).includes(button));
    if (found === undefined) throw new Error(`${button} was not pressed`);
    return found.body;
  };
  let copies = 0;
  /** Presses Accept on a copy of an offer that somebody still has before them. */
  const pressesOffer = async ({ offer, user }: { offer: string; user?: string }) => {
    const press = pressOf('task:handoff_accept');
    const id = /handoff_accept.*?\\"arg\\":\\"([\w-]+)/.exec(offer)?.[1] ?? '';
    const [action] = press['actions'] as [Record<string, unknown>];
    const who = press['user'] as Record<string, unknown>;
    copies += 1;
    await again(world, { ...press, trigger_id: `copy.${copies}`, user: { ...who, id: user ?? who['id'] }, actions: [{ ...action, value: JSON.stringify({ arg: id }) }] }, 5 + copies);
  };
  const offers = async (person: string, to: string, given: Record<string, string | string[]> = {}) => {
    const giver = world.as(person);
    await opens(world, giver, 'handoff_form', () => giver.command('/rounds', 'handoff', FRONT));
    await answers(world, giver, { to });
    for (const [key, value] of Object.entries(given)) await giver.choose(key, value);
    await giver.submit();
    await world.settled();
  };

  test('whoever owns nothing is told so, and gets no form', async () => {
    const sam = world.as('sam');
    await opens(world, sam, 'message_view', () => sam.command('/rounds', 'handoff', FRONT));
    expect(modalText(sam)).toContain('You own no open task, so there is nothing to hand off.');
    await sam.closes(true);
  });

  test('the other gets one message with the list; until they accept, the giver owns it', async () => {
    const maria = world.as('maria');
    const names = [await makesTask(world, maria), await makesTask(world, maria, PRIOR_AUTH)];
    await offers('maria', 'sam', { note: 'Mrs Doe prefers mornings' });
    expect(modalText(maria)).toContain('Offered to Sam Ortiz: 2 tasks.');
    await maria.closes(true);
    const { text } = await offerTo('sam');
    expect(text).toContain('Maria Lopez hands 2 tasks to you');
    for (const name of names) expect(text).toContain(`${name} `);
    expect(text).toContain('A note comes with it');
    expect(text).not.toContain('Mrs Doe');
    expect(await owner('T-1')).toBe('Maria Lopez');
  });

  test('accepting moves them, and both messages say so; the cards of each are not sent one by one', async () => {
    const sam = world.as('sam');
    const { place } = await offerTo('sam');
    await presses(world, sam, 'handoff_accept', place);
    expect((await offerTo('sam')).text).toContain('You took over 2 tasks.');
    expect(await owner('T-1')).toBe('Sam Ortiz');
    expect(await owner('T-2')).toBe('Sam Ortiz');
    expect(await cardsOf(sam, 'T-1')).toEqual([]);
    const maria = world.as('maria');
    expect(maria.reads(await maria.opensDm())).toContain('Sam Ortiz took over 2 tasks.');
    await opens(world, sam, 'more_form', async () => sam.press('task:more', await looksUp(sam, 'T-1')));
    await opens(world, sam, 'history_view', () => sam.press('task:history', 'modal'));
    expect(modalText(sam)).toContain('Sam Ortiz took it over');
    expect(modalText(sam)).toContain('owner: Maria Lopez → Sam Ortiz');
    await sam.closes(true);
  });

  test('pressed once more, as Slack repeats a press, it says that it is over and moves nothing', async () => {
    const sam = world.as('sam');
    const { place } = await offerTo('sam');
    const press = pressOf('task:handoff_accept');
    expect(await again(world, { ...press, trigger_id: `${String(press['trigger_id'])}.2` }, 3)).toMatchObject({ status: 200 });
    await hears(world, sam, place.channel, 'This handoff is over');
    expect(world.slack.messages(place.channel).filter(({ blocks }) => JSON.stringify(blocks).includes('Handoff from'))).toHaveLength(1);
    expect(await owner('T-1')).toBe('Sam Ortiz');
  });

  test('declined, they stay with the giver', async () => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await offers('maria', 'dana');
    await maria.closes(true);
    const { place } = await offerTo('dana');
    await presses(world, world.as('dana'), 'handoff_decline', place);
    expect(await owner(name)).toBe('Maria Lopez');
    expect(maria.reads(await maria.opensDm())).toContain('Dana Reed declined.');
  });

  test('what was closed or given to somebody else meanwhile stays, and is said', async () => {
    const maria = world.as('maria');
    const [closed, given] = [await makesTask(world, maria), await makesTask(world, maria)];
    await offers('maria', 'sam', {});
    await maria.closes(true);
    await completesUnderMore(world, maria, 'cancel', await looksUp(maria, closed), { reason: 'no_longer_needed' });
    await completesUnderMore(world, maria, 'reassign', await looksUp(maria, given), { owner: 'dana' });
    await presses(world, world.as('sam'), 'handoff_accept', (await offerTo('sam')).place);
    const { text } = await offerTo('sam');
    expect(text).toContain('You took over 1 of 3 tasks.');
    expect(text).toContain(`${closed} did not move: it is closed.`);
    expect(text).toContain(`${given} did not move: somebody else has it.`);
    expect(await owner(given)).toBe('Dana Reed');
  });

  test('only the chosen ones are offered; those that the other may not have are left out, and how many', async () => {
    const dana = world.as('dana');
    await makesTask(world, dana, { owner: 'dana' });
    await makesTask(world, dana, { ...PAPERWORK, owner: 'dana' });
    await opens(world, dana, 'handoff_form', () => dana.command('/rounds', 'handoff', FRONT));
    await answers(world, dana, { to: 'sam' });
    expect(modalText(dana)).toContain('left out: 1 closed to Sam Ortiz.');
    expect(fieldsOf(dana)).toEqual(['to', 'tasks', 'note']);
    await dana.closes(true);
  });

  test('nobody else can answer it, and the giver can take it back', async () => {
    const dana = world.as('dana');
    await offers('dana', 'sam');
    const { place, text: offer } = await offerTo('sam');
    await pressesOffer({ user: 'U0MARIA', offer });
    await world.settled();
    expect((await offerTo('sam')).text).toContain('Accept');
    expect(await owner('T-6')).toBe('Dana Reed');
    await opens(world, dana, 'message_view', () => dana.press('task:handoff_withdraw', 'modal'));
    expect(modalText(dana)).toContain('Taken back.');
    await dana.closes(true);
    await world.settled();
    expect((await offerTo('sam')).text).toContain('Dana Reed took the offer back.');
    expect((await offerTo('sam')).place).toEqual(place);
  });

  test('unanswered it ends after a business day: the giver hears of it, and a press a week later changes nothing', async () => {
    const [dana, sam] = [world.as('dana'), world.as('sam')];
    await offers('dana', 'sam');
    await dana.closes(true);
    const { place } = await offerTo('sam');
    const { text: offer } = await offerTo('sam');
    await world.advance({ days: 7 });
    expect(dana.reads(await dana.opensDm())).toContain('Sam Ortiz did not answer by');
    const { text } = await offerTo('sam');
    expect(text).toContain('You did not answer by');
    expect(text).not.toContain('Accept');
    await pressesOffer({ offer });
    await hears(world, sam, place.channel, 'This handoff is over');
    expect(await owner('T-5')).toBe('Dana Reed');
  });
});
