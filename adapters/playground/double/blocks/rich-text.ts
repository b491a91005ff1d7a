import { z } from 'zod';
import { letters } from './text.js';

// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
const style = {
  style: z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional(), strike: z.boolean().optional(), code: z.boolean().optional(), underline: z.boolean().optional() }).optional(),
};
const Inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), ...style }),
  z.strictObject({ type: z.literal('link'), url: letters(3000), text: z.string().optional(), unsafe: z.boolean().optional(), ...style }),
  z.strictObject({ type: z.literal('user'), user_id: letters(255), ...style }),
  z.strictObject({ type: z.literal('channel'), channel_id: letters(255), ...style }),
  z.strictObject({ type: z.literal('emoji'), name: letters(100), unicode: z.string().optional(), ...style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), ...style }),
  z.strictObject({ type: z.literal('date'), timestamp: z.number().int(), format: letters(200), url: z.string().optional(), fallback: z.string().optional(), ...style }),
]);
const Section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(Inline) });
const border = { border: z.number().int().min(0).max(1).optional() };

export const RichText = {
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        Section,
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(Section),
          indent: z.number().int().min(0).max(8).optional(),
          offset: z.number().int().optional(),
          ...border,
        }),
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(Inline), ...border }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(Inline), language: z.string().optional(), ...border }),
      ]),
    )
    .min(1),
};
