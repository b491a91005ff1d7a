import { z } from 'zod';
import { Accessory, ActionElement, Image, InputElement } from './elements.js';
import { RichText } from './rich-text.js';
import { anyText, identifier, letters, plainText } from './text.js';

// https://docs.slack.dev/reference/block-kit/blocks
const block = { block_id: identifier.optional() };

const Section = z
  .strictObject({
    type: z.literal('section'),
    ...block,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: Accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((section) => section.text ?? section.fields, { message: 'missing required field: text or fields', path: [] });

const Input = z.strictObject({
  type: z.literal('input'),
  ...block,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: InputElement,
});

const everywhere = [
  Section,
  Input,
  z.strictObject({ type: z.literal('actions'), ...block, elements: z.array(ActionElement).min(1).max(25) }),
  z.strictObject({
    type: z.literal('context'),
    ...block,
    elements: z.array(z.discriminatedUnion('type', [Image, ...anyText(3000).options])).min(1).max(10),
  }),
  z.strictObject({ type: z.literal('divider'), ...block }),
  z.strictObject({ type: z.literal('header'), ...block, text: plainText(150) }),
  z.strictObject({ ...Image.shape, ...block, title: plainText(2000).optional() }),
  z.strictObject({ ...RichText, ...block }),
] as const;

type Loose = { block_id?: string | undefined; elements?: unknown[]; element?: unknown; accessory?: unknown };
const actionId = (element: unknown) => (element as { action_id?: string } | undefined)?.action_id;

/** A block_id names one block of a surface, an action_id one element of a block. */
const checkIds = (blocks: Loose[], context: z.RefinementCtx): void => {
  const seen = new Set<string>();
  blocks.forEach(({ block_id, elements = [] }, index) => {
    if (block_id !== undefined && seen.has(block_id)) context.addIssue({ code: 'custom', message: `\`block_id\` \`${block_id}\` already exists`, path: [index, 'block_id'] });
    if (block_id !== undefined) seen.add(block_id);
    const actions = elements.map(actionId);
    actions.forEach((id, at) => {
      if (id !== undefined && actions.indexOf(id) < at) context.addIssue({ code: 'custom', message: `\`action_id\` \`${id}\` already exists in this block`, path: [index, 'elements', at, 'action_id'] });
    });
  });
};

/** Slack moves the focus to one field only, and refuses a second `focus_on_load`. */
const checkFocus = (blocks: Loose[], context: z.RefinementCtx): void => {
  const wanting = blocks.flatMap(({ element, accessory, elements = [] }) => [element, accessory, ...elements]).filter((one) => (one as { focus_on_load?: boolean } | undefined)?.focus_on_load);
  if (wanting.length > 1) context.addIssue({ code: 'custom', message: 'only one element may set focus_on_load', path: [] });
};

const MarkdownBlock = z.strictObject({ type: z.literal('markdown'), ...block, text: letters(12_000) });

export const MessageBlocks = z.array(z.discriminatedUnion('type', [...everywhere, MarkdownBlock])).max(50).superRefine(checkIds);
export const ViewBlocks = z.array(z.discriminatedUnion('type', [...everywhere])).max(100).superRefine(checkIds).superRefine(checkFocus);
