// Setup, days off and handoffs through Teams' door: the same forms, in dialogs and in the chat.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { actionOf, dialogOf, valuesOf, wordsOf } from './support/reading.js';
import { makesTask } from './support/steps.js';
import { openTeamsWorld } from './support/world.js';
import type { TeamsWorld } from './support/world.js';

let world: TeamsWorld;
beforeAll(async () => { world = await openTeamsWorld({ people: { dana: 'roles: [staff, lead, admin]' } }); });
afterAll(() => world.close());
afterEach(() => expect(world.teams.complaints).toEqual([]));

/** What somebody reads in their chat after they wrote. */
const answerTo = async (person: string, words: string) => {
  await world.as(person).says(words);
  return world.as(person).chat().at(-1)?.card;
};
const owner = async (name: string) => /Owner: ([A-Za-z ]+?) ·/.exec(wordsOf(await answerTo('dana', name)))?.[1];

describe('setup', () => {
  const NEW = '8c1f0000-0000-4000-8000-000000000009';
  const WHY = { person_form_why: 'New on the team' };

  test('is not for everybody: whoever asks is told who has it', async () => {
    expect(wordsOf(await answerTo('sam', 'setup'))).toContain('admin');
  });

  test('an admin adds somebody by their Teams account; what is missing stands beside its field, and what was typed stays', async () => {
    const dana = world.as('dana');
    const people = dialogOf(await dana.opens(actionOf(await answerTo('dana', 'setup'), 'People')));
    const form = dialogOf(await dana.submits(actionOf(people, 'Add a person…')));
    const given = { ...valuesOf(form), account: NEW, queues: 'front_desk', ...WHY };
    const wrong = dialogOf(await dana.submits(actionOf(form, 'Add'), given));
    expect(wordsOf(wrong)).toContain('Please fill this in.');
    expect(valuesOf(wrong)).toMatchObject({ account: NEW, queues: 'front_desk' });
    const saved = dialogOf(await dana.submits(actionOf(wrong, 'Add'), { ...valuesOf(wrong), name: 'Robin Vale' }));
    expect(wordsOf(saved)).toMatch(/^Saved as version \d+, in force now\./);
    expect(wordsOf(await answerTo(NEW, 'mine'))).toContain('Nothing to do now.');
  });

  test('a queue’s channel is given by its link', async () => {
    const dana = world.as('dana');
    const queues = dialogOf(await dana.opens(actionOf(await answerTo('dana', 'setup'), 'Queues')));
    const form = dialogOf(await dana.submits(actionOf(queues, 'Change…')));
    const link = 'https://teams.microsoft.com/l/channel/19%3Adesk%40thread.tacv2/Desk?groupId=1';
    const saved = dialogOf(await dana.submits(actionOf(form, 'Save'), { ...valuesOf(form), channel: link, queue_form_why: 'Something else', queue_form_note: 'moved' }));
    expect(wordsOf(saved)).toContain('in force now');
    expect(valuesOf(dialogOf(await dana.submits(actionOf(saved, 'Change…'))))).toMatchObject({ channel: '19:desk@thread.tacv2' });
  });
});

describe('days off', () => {
  test('said in words: who is out stands in the form of a new task, until they are back', async () => {
    expect(wordsOf(await answerTo('sam', 'away until Thursday'))).toContain('You are out until Thu, Dec 3, 8 am.\nNew tasks go to others.');
    const form = await answerTo('maria', 'new');
    const routed = await world.as('maria').presses(actionOf(form, 'Create'), { ...valuesOf(form), type: 'reschedule' });
    expect(JSON.stringify(routed.body)).toContain('Sam Ortiz (out until Thu, Dec 3, 8 am)');
    expect(wordsOf(await answerTo('sam', 'away back'))).toContain('You are back.');
  });

  test('said in a form: what cannot be stands beside its day', async () => {
    const form = await answerTo('sam', 'away');
    const wrong = await world.as('sam').presses(actionOf(form, 'Save'), { ...valuesOf(form), from: '2026-12-07', back: '2026-12-01' });
    expect(valuesOf(wrong.body['value'])).toMatchObject({ from: '2026-12-07', back: '2026-12-01' });
    const saved = await world.as('sam').presses(actionOf(wrong.body['value'], 'Save'), { ...valuesOf(wrong.body['value']), back: '2026-12-09' });
    expect(wordsOf(saved.body['value'])).toContain('You are out from Mon, Dec 7 until Wed, Dec 9');
  });
});

describe('a handoff', () => {
  const offered = async (to: string) => {
    const form = await answerTo('maria', 'handoff');
    const sent = await world.as('maria').presses(actionOf(form, 'Offer'), { ...valuesOf(form), to, note: 'Mrs Doe prefers mornings' });
    await world.settled();
    return sent.body['value'];
  };
  const offerTo = (person: string) => {
    const found = world.as(person).chat().findLast(({ card }) => /hands \d+ task|Handoff from/.test(wordsOf(card)));
    if (found === undefined) throw new Error('no handoff came');
    return found;
  };

  test('is offered in one message; until it is accepted the giver owns the task, and then both read so where they stand', async () => {
    await world.as('sam').says('help');
    const name = await makesTask(world, 'maria', { owner: 'maria' });
    expect(wordsOf(await offered('sam'))).toContain('Offered to Sam Ortiz: 1 task.');
    const offer = offerTo('sam');
    expect(wordsOf(offer.card)).toContain('Maria Lopez hands 1 task to you');
    expect(JSON.stringify(offer)).not.toContain('Mrs Doe');
    expect(await owner(name)).toBe('Maria Lopez');
    const accepted = await world.as('sam').presses(actionOf(offer.card, 'Accept'));
    expect(wordsOf(accepted.body['value'])).toContain('You took over 1 task.');
    await world.settled();
    expect(wordsOf(offerTo('sam').card)).toContain('You took over 1 task.');
    expect(world.as('maria').chat().map(({ card }) => wordsOf(card)).join('\n')).toContain('Sam Ortiz took over 1 task.');
    expect(await owner(name)).toBe('Sam Ortiz');
  });

  test('is declined, and stays', async () => {
    const name = await makesTask(world, 'maria', { owner: 'maria' });
    await offered('sam');
    await world.as('sam').presses(actionOf(offerTo('sam').card, 'Decline'));
    await world.settled();
    expect(wordsOf(offerTo('sam').card)).toContain('You declined.');
    expect(await owner(name)).toBe('Maria Lopez');
  });
});
