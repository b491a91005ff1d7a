// Who types a patient's details into a text is asked first, where chat may not hold them; and may save it with a reason.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { answers, makesTask, looksUp, modalText, opens } from '../support/steps.js';
import { openWorld } from '../support/world.js';
import type { World } from '../support/world.js';

const NOTE = 'pt Jane Doe, chart 27761-55, call 555-014-7788';

describe('a text that looks like it is of a patient', () => {
  let world: World;
  beforeAll(async () => { world = await openWorld(); });
  afterAll(() => world.close());

  const writesNote = async (text: string) => {
    const maria = world.as('maria');
    const name = await makesTask(world, maria);
    await opens(world, maria, 'more_form', async () => maria.press('task:more', await looksUp(maria, name)));
    await opens(world, maria, 'note_form', () => maria.press('task:note', 'modal'));
    await maria.choose('note', text);
    return maria;
  };

  test('is warned about on its field before it is saved; with a reason it is saved, and the audit says so without the text', async () => {
    const maria = await writesNote(NOTE);
    await maria.submit();
    expect(modalText(maria)).toContain('Patient details? Keep them on the secure page.');
    await answers(world, maria, { keep_details: 'needed_here' });
    await maria.submit();
    await world.settled();
    const client = await MongoClient.connect(world.uri);
    const entry = await client.db().collection('audit').findOne({ action: 'details_kept' });
    const [task] = await client.db().collection('tasks').find().toArray();
    await client.close();
    expect(entry).toMatchObject({ actor: 'maria', facts: { form: 'note_form', fields: 'note', reason: 'needed_here' } });
    expect(JSON.stringify(entry)).not.toMatch(/Jane|27761/);
    expect(task?.['notes']).toHaveLength(1);
  });

  test('another text is saved at once', async () => {
    const maria = await writesNote('Left word with the surgery centre, they call back at two');
    const submitted = await maria.submit();
    expect(JSON.stringify(submitted)).not.toContain('Patient details?');
    expect(maria.modal()).toBeUndefined();
  });
});
