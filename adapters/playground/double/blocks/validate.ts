import { z } from 'zod';
import { SlackError } from '../slack-error.js';
import type { Block } from '../types.js';
import { MessageBlocks, ViewBlocks } from './blocks.js';
import { complaints } from './complaints.js';
import { identifier, letters, plainText } from './text.js';

/** The most that all words of a message's blocks may come to: undocumented, measured (slackapi/bolt-js issue 2509). */
const WORDS_OF_A_MESSAGE = 13_200;
const VIEW_BYTES = 250 * 1024;

const words = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + words(part), 0);
};

/** Slack names blocks and elements that the app left nameless; the names differ with every call. */
const named = (blocks: readonly object[], newId: () => string): Block[] => {
  const name = (element: unknown): unknown => {
    if (typeof element !== 'object' || element === null) return element;
    const { type } = element as { type: string };
    return ['image', 'mrkdwn', 'plain_text'].includes(type) || type.startsWith('rich_text') ? element : { action_id: newId(), ...element };
  };
  return blocks.map((block) => {
    const { type, elements, element, accessory } = block as { type: string; elements?: unknown[]; element?: unknown; accessory?: unknown };
    return {
      type,
      block_id: newId(),
      ...block,
      ...(elements && { elements: elements.map(name) }),
      ...(element !== undefined && { element: name(element) }),
      ...(accessory !== undefined && { accessory: name(accessory) }),
    };
  });
};

/** Blocks of a message. Throws `invalid_blocks` or `msg_blocks_too_long`. */
export const messageBlocks = (value: unknown, newId: () => string): Block[] => {
  const parsed = MessageBlocks.safeParse(value);
  if (!parsed.success) throw new SlackError('invalid_blocks', complaints(parsed.error, '/blocks'));
  if (words(parsed.data) > WORDS_OF_A_MESSAGE) throw new SlackError('msg_blocks_too_long');
  return named(parsed.data, newId);
};

// https://docs.slack.dev/reference/views/modal-views and /home-tab-views
const common = { blocks: ViewBlocks, private_metadata: z.string().max(3000).optional(), callback_id: identifier.optional(), external_id: z.string().max(255).optional() };
const Modal = z
  .strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  })
  .refine((view) => view.submit ?? !view.blocks.some(({ type }) => type === 'input'), { message: 'missing required field: submit', path: [] });
const Home = z.strictObject({ type: z.literal('home'), ...common });

export type ViewDraft = {
  type: 'modal' | 'home';
  blocks: Block[];
  title?: { type: 'plain_text'; text: string } | undefined;
  submit?: { type: 'plain_text'; text: string } | undefined;
  close?: { type: 'plain_text'; text: string } | undefined;
  private_metadata?: string | undefined;
  callback_id?: string | undefined;
  external_id?: string | undefined;
  clear_on_close?: boolean | undefined;
  notify_on_close?: boolean | undefined;
};

/** A view as the app sent it, object or JSON text. Throws `invalid_arguments` or `view_too_large`. */
export const viewDraft = (value: unknown, type: 'modal' | 'home', newId: () => string): ViewDraft => {
  if (Buffer.byteLength(JSON.stringify(value) ?? '') > VIEW_BYTES) throw new SlackError('view_too_large');
  const parsed = (type === 'modal' ? Modal : Home).safeParse(value);
  if (!parsed.success) throw new SlackError('invalid_arguments', complaints(parsed.error, '/view'));
  return { ...parsed.data, blocks: named(parsed.data.blocks, newId) };
};

const Suggestions = z.union([
  z.object({ options: z.array(z.object({ text: z.object({ text: letters(75) }), value: letters(150) })).max(100) }),
  z.object({ option_groups: z.array(z.object({ options: z.array(z.object({ text: z.object({ text: letters(75) }), value: letters(150) })) })) }),
]);

/** What an external select's menu shows for the app's answer; undefined where Slack could not read it. */
export const suggestedOptions = (value: unknown) => {
  const parsed = Suggestions.safeParse(value);
  if (!parsed.success) return undefined;
  return 'options' in parsed.data ? parsed.data.options : parsed.data.option_groups.flatMap((group) => group.options);
};
