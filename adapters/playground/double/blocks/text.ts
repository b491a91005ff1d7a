import { z } from 'zod';

/** Text of one character at least: Slack takes no empty text anywhere in a block. */
export const letters = (max: number) => z.string().min(1).max(max);

export const plainText = (max: number) => z.strictObject({ type: z.literal('plain_text'), text: letters(max), emoji: z.boolean().optional() });

const mrkdwnText = (max: number) => z.strictObject({ type: z.literal('mrkdwn'), text: letters(max), verbatim: z.boolean().optional() });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)]);

/** `block_id`, `action_id`, `callback_id` and `external_id`. */
export const identifier = letters(255);

/** A confirmation dialog: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const Confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});
