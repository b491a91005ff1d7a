// What stands in a view, as Slack sends it, to flat answers.
import { z } from 'zod';
import { FORMS } from '../../src/view/nodes.js';
import type { Answers, FormName, FormRef } from '../../src/view/nodes.js';
import { decodeMetadata } from './codec.js';
import { INPUT_ACTION } from './render-input.js';

const option = z.object({ value: z.string() }).nullish();
const options = z.array(z.object({ value: z.string() })).nullish();
const text = z.string().nullish();

const Element = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['plain_text_input', 'number_input']), value: text }),
  z.object({ type: z.literal('datepicker'), selected_date: text }),
  z.object({ type: z.literal('datetimepicker'), selected_date_time: z.number().nullish() }),
  z.object({ type: z.enum(['static_select', 'external_select', 'radio_buttons']), selected_option: option }),
  z.object({ type: z.literal('users_select'), selected_user: text }),
  z.object({ type: z.literal('conversations_select'), selected_conversation: text }),
  z.object({ type: z.enum(['multi_static_select', 'multi_external_select', 'checkboxes']), selected_options: options }),
]);

/** The part of a view that its handlers read. */
export const SentView = z.object({
  id: z.string(),
  hash: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  title: z.object({ text: z.string() }),
  close: z.object({ text: z.string() }).nullish(),
  root_view_id: z.string().nullish(),
  previous_view_id: z.string().nullish(),
  blocks: z.array(z.object({ type: z.string(), block_id: z.string() })),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), Element)) }).default({ values: {} }),
});
export type SentView = z.infer<typeof SentView>;

const answerOf = (element: z.infer<typeof Element>): string | readonly string[] | undefined => {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return element.value ?? undefined;
    case 'datepicker':
      return element.selected_date ?? undefined;
    case 'datetimepicker':
      return typeof element.selected_date_time === 'number' ? new Date(element.selected_date_time * 1000).toISOString() : undefined;
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return element.selected_option?.value;
    case 'users_select':
      return element.selected_user ?? undefined;
    case 'conversations_select':
      return element.selected_conversation ?? undefined;
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return element.selected_options?.map(({ value }) => value);
  }
};

/** The answers by their inputs' keys; empty ones are absent. */
export const readAnswers = (view: Pick<SentView, 'state'>): Answers =>
  Object.fromEntries(
    Object.entries(view.state.values).flatMap(([key, { [INPUT_ACTION]: element }]) => {
      const answer = element && answerOf(element);
      return answer === undefined || answer.length === 0 ? [] : [[key, answer]];
    }),
  );

/** Slack stacks three views: none can be laid on this one. */
export const isFull = ({ previous_view_id, root_view_id }: Pick<SentView, 'previous_view_id' | 'root_view_id'>) => Boolean(previous_view_id) && previous_view_id !== root_view_id;

/** Keys that have an input in the view: an error can stand beside those and no others. */
export const inputKeys = (view: Pick<SentView, 'blocks'>): ReadonlySet<string> => new Set(view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id));

/** Which form it is and what it remembers; null where the view is none of today's forms. */
export const readForm = (view: Pick<SentView, 'callback_id' | 'private_metadata'>): { name: FormName; ref: FormRef; home: boolean } | null => {
  const name = FORMS.find((known) => known === view.callback_id);
  const metadata = decodeMetadata(view.private_metadata);
  return name && metadata ? { name, ...metadata } : null;
};
