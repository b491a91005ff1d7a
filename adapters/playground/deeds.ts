import { z } from 'zod';
import type { PersonClient } from './double/types.js';

const id = z.string().min(1).max(300);
const words = z.string().max(12_000);
const answer = z.union([z.string().max(12_000), z.array(z.string().max(300)).max(200), z.null()]);
const place = z.union([z.literal('home'), z.literal('modal'), z.object({ channel: id, ts: id })]);
/** What stands in the form but was not sent yet, by `block_id/action_id`. */
const typed = z.record(z.string(), answer).default({});

type Deed = (person: PersonClient, body: unknown) => Promise<unknown>;

const deed = <Shape extends z.ZodType>(shape: Shape, run: (person: PersonClient, given: z.infer<Shape>) => Promise<unknown>): Deed =>
  (person, body) => run(person, shape.parse(body));

/** What the browser may do for a person: the same functions that tests call. */
export const deeds: Readonly<Record<string, Deed>> = {
  says: deed(z.object({ channel: id, text: words.min(1), thread: id.optional() }), (person, { channel, text, thread }) => person.says(channel, text, thread === undefined ? {} : { thread })),
  deletes: deed(z.object({ channel: id, ts: id }), (person, { channel, ts }) => person.deletes(channel, ts)),
  edits: deed(z.object({ channel: id, ts: id, text: words.min(1) }), (person, { channel, ts, text }) => person.edits(channel, ts, text)),
  opensHome: deed(z.object({}), (person) => person.opensHome()),
  opensDm: deed(z.object({ user: id.optional() }), (person, { user }) => person.opensDm(user)),
  shortcut: deed(z.object({ callbackId: id, on: z.object({ channel: id, ts: id }).optional() }), (person, { callbackId, on }) => person.shortcut(callbackId, on)),
  command: deed(z.object({ command: id, text: words, channel: id }), (person, { command, text, channel }) => person.command(command, text, channel)),
  choose: deed(z.object({ field: id, answer, place, typed }), (person, given) => {
    person.types(given.typed, given.place);
    return person.choose(given.field, given.answer, given.place);
  }),
  press: deed(z.object({ actionId: id, block: id, place, answer: answer.optional(), typed }), (person, given) => {
    person.types(given.typed, given.place);
    return person.press(given.actionId, given.place, { block: given.block, ...(given.answer !== undefined && { answer: given.answer }) });
  }),
  submit: deed(z.object({ typed }), (person, given) => {
    person.types(given.typed, 'modal');
    return person.submit();
  }),
  closes: deed(z.object({ all: z.boolean() }), (person, { all }) => person.closes(all)),
  suggestions: deed(z.object({ field: id, letters: words, place }), (person, { field, letters, place: where }) => person.suggestions(field, letters, where)),
  marksRead: deed(z.object({ channel: id }), (person, { channel }) => person.marksRead(channel)),
};
