// What people of a practice do again and again in scenarios, and where they look afterwards.
import type { Answer, PersonClient, Place, View } from '../../adapters/playground/double/types.js';
import type { World } from './world.js';

export const FRONT = 'C0FRONT';
/** For what takes its time on a slow machine: nothing depends on how long. */
const LONG_MS = 10_000;

type Given = Record<string, Answer>;
export type Message = Exclude<Place, string>;

/** A task that needs no second thought. */
export const RESCHEDULE: Given = { type: 'reschedule', priority: 'normal', provider: 'patel', location: 'main' };
export const PRIOR_AUTH: Given = { type: 'prior_auth_followup', priority: 'high', insurer: 'aetna', service: 'imaging', expedited: 'no' };

/** The usual task with some answers of its own; all of them where it names its type. */
const whole = (given: Given): Given => ('type' in given ? given : { ...RESCHEDULE, ...given });

export const modalOf = (person: PersonClient): View => {
  const view = person.modal();
  if (view === undefined) throw new Error('no modal is open');
  return view;
};

/** The keys of the fields that stand in the open form, in their order. */
export const fieldsOf = (person: PersonClient): string[] => modalOf(person).blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);

/** Waits until the form was drawn anew. */
const redrawn = (world: World, person: PersonClient, hash: string | undefined) => world.slack.until(() => person.modal()?.hash !== hash, LONG_MS);

/** Answers the open form field by field, as a person does: after a choice that redraws it they see the new form first. */
export const answers = async (world: World, person: PersonClient, given: Given): Promise<void> => {
  for (const [field, answer] of Object.entries(given)) {
    const view = modalOf(person);
    const block = view.blocks.find(({ block_id }) => block_id === field);
    if (block === undefined) throw new Error(`The form asks nothing called ${field}. It asks: ${fieldsOf(person).join(', ')}.`);
    await person.choose(field, answer);
    if (block['dispatch_action'] === true) await redrawn(world, person, view.hash);
  }
};

/** Opens a form (by a shortcut, a command, a button) and waits for it. */
export const opens = async (world: World, person: PersonClient, form: string, by: () => Promise<unknown>): Promise<View> => {
  const before = person.modal()?.id;
  await by();
  await world.slack.until(() => person.modal()?.callback_id === form && person.modal()?.id !== before, LONG_MS);
  return modalOf(person);
};

/** The words of the open modal. */
export const modalText = (person: PersonClient): string => JSON.stringify([modalOf(person).title?.text, modalOf(person).blocks]);

/** Makes a task without a message, and closes the answer. Gives its name. */
export const makesTask = async (world: World, person: PersonClient, given: Given = {}): Promise<string> => {
  await opens(world, person, 'task_form', () => person.shortcut('new_task'));
  await answers(world, person, whole(given));
  await person.submit();
  const name = /T-\d+/.exec(modalText(person))?.[0];
  if (modalOf(person).callback_id !== 'message_view' || name === undefined) throw new Error(`no task was made: ${modalText(person)}`);
  await person.closes(true);
  await world.settled();
  return name;
};

/** Makes a task of a new message in the front desk's channel. Gives the message. */
export const makesTaskOfMessage = async (world: World, person: PersonClient, text: string, given: Given = {}): Promise<{ channel: string; ts: string }> => {
  const message = { channel: FRONT, ts: await person.says(FRONT, text) };
  await opens(world, person, 'task_form', () => person.shortcut('create_task', message));
  await answers(world, person, whole(given));
  const submitted = await person.submit();
  if (!('closed' in submitted)) throw new Error(`no task was made: ${JSON.stringify(submitted)}`);
  await world.settled();
  return message;
};

/** A task's messages in somebody's direct messages with Rounds, the oldest first. */
export const cardsOf = async (person: PersonClient, name: string): Promise<{ place: Message; text: string }[]> => {
  const channel = await person.opensDm();
  return person.messages(channel).map(({ ts, blocks }) => ({ place: { channel, ts }, text: JSON.stringify(blocks) })).filter(({ text }) => text.includes(`${name} `));
};

/** Where the task's card stands for this person. */
export const cardOf = async (person: PersonClient, name: string): Promise<Message> => {
  const card = (await cardsOf(person, name)).at(-1);
  if (card === undefined) throw new Error(`no card of ${name}`);
  return card.place;
};

/** The private copy of a card that `/rounds T-1` gives. */
export const looksUp = async (person: PersonClient, name: string): Promise<Message> => {
  const channel = await person.opensDm();
  await person.command('/rounds', name, channel);
  const copy = person.ephemerals(channel).at(-1);
  if (copy === undefined) throw new Error(`${name} was not shown`);
  return { channel, ts: copy.ts };
};

/** Presses a button that acts at once, and waits for all that it causes. */
export const presses = async (world: World, person: PersonClient, button: string, place: Place): Promise<void> => {
  await person.press(`task:${button}`, place);
  await world.settled();
};

/** Presses a button that opens a form, fills it in and sends it. Gives what came of it. */
export const completes = async (world: World, person: PersonClient, button: string, place: Place, given: Given) => {
  await opens(world, person, `${button}_form`, () => person.press(`task:${button}`, place));
  await answers(world, person, given);
  const submitted = await person.submit();
  await world.settled();
  return submitted;
};

/** The same of what stands under More. */
export const completesUnderMore = async (world: World, person: PersonClient, button: string, place: Place, given: Given) => {
  await opens(world, person, 'more_form', () => person.press('task:more', place));
  return completes(world, person, button, 'modal', given);
};

/** The last private sentence in a conversation. */
export const lastWord = (person: PersonClient, channel: string): string => person.ephemerals(channel).at(-1)?.text ?? '';

/** Waits for a private sentence that says this. */
export const hears = (world: World, person: PersonClient, channel: string, words: string) =>
  world.slack.until(() => person.ephemerals(channel).some(({ text }) => text.includes(words)), LONG_MS);
