import { z } from 'zod';
import { ChoiceOption, MenuOption, OptionGroup, OverflowOption, checkOptions } from './options.js';
import { Confirm, identifier, letters, plainText } from './text.js';

// Every limit is from https://docs.slack.dev/reference/block-kit/block-elements
const interactive = { action_id: identifier.optional(), confirm: Confirm.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const prompt = { placeholder: plainText(150).optional() };
const menu = { ...interactive, ...focus, ...prompt };
const several = { max_selected_items: z.number().int().min(1).optional() };
const listed = { options: z.array(MenuOption).min(1).max(100).optional(), option_groups: z.array(OptionGroup).min(1).max(100).optional() };
const choices = z.array(ChoiceOption).min(1).max(10);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-11-24');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 14:30');
const dispatching = {
  dispatch_action_config: z.strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) }).optional(),
};

export const Image = z.strictObject({ type: z.literal('image'), image_url: letters(3000), alt_text: letters(2000) });

const Button = z.strictObject({
  type: z.literal('button'),
  ...interactive,
  text: plainText(75),
  value: letters(2000).optional(),
  url: letters(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: letters(75).optional(),
});
const Overflow = z.strictObject({ type: z.literal('overflow'), ...interactive, options: z.array(OverflowOption).min(2).max(5) });
const StaticSelect = z.strictObject({ type: z.literal('static_select'), ...menu, ...listed, initial_option: MenuOption.optional() }).superRefine(checkOptions);
const MultiStaticSelect = z
  .strictObject({ type: z.literal('multi_static_select'), ...menu, ...listed, ...several, initial_options: z.array(MenuOption).min(1).max(100).optional() })
  .superRefine(checkOptions);
const external = { min_query_length: z.number().int().min(0).optional() };
const ExternalSelect = z.strictObject({ type: z.literal('external_select'), ...menu, ...external, initial_option: MenuOption.optional() });
const MultiExternalSelect = z.strictObject({ type: z.literal('multi_external_select'), ...menu, ...external, ...several, initial_options: z.array(MenuOption).min(1).optional() });
const UsersSelect = z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: letters(255).optional() });
const MultiUsersSelect = z.strictObject({ type: z.literal('multi_users_select'), ...menu, ...several, initial_users: z.array(letters(255)).optional() });
const ChannelsSelect = z.strictObject({ type: z.literal('channels_select'), ...menu, initial_channel: letters(255).optional(), response_url_enabled: z.boolean().optional() });
const Filter = z.strictObject({
  include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1).optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});
const ConversationsSelect = z.strictObject({
  type: z.literal('conversations_select'), ...menu, filter: Filter.optional(), initial_conversation: letters(255).optional(),
  default_to_current_conversation: z.boolean().optional(), response_url_enabled: z.boolean().optional(),
});
const RadioButtons = z.strictObject({ type: z.literal('radio_buttons'), ...interactive, ...focus, options: choices, initial_option: ChoiceOption.optional() }).superRefine(checkOptions);
const Checkboxes = z
  .strictObject({ type: z.literal('checkboxes'), ...interactive, ...focus, options: choices, initial_options: z.array(ChoiceOption).min(1).max(10).optional() })
  .superRefine(checkOptions);
const DatePicker = z.strictObject({ type: z.literal('datepicker'), ...menu, initial_date: date.optional() });
const TimePicker = z.strictObject({ type: z.literal('timepicker'), ...menu, initial_time: time.optional(), timezone: z.string().optional() });
const DateTimePicker = z.strictObject({ type: z.literal('datetimepicker'), ...interactive, ...focus, initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional() });

const typed = { action_id: identifier.optional(), ...focus, ...prompt, ...dispatching };
const PlainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3000).optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), { message: 'must be less than max_length', path: ['min_length'] });
const EmailInput = z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() });
const UrlInput = z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() });
const numeral = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number written as text');
const NumberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: numeral.optional(),
  min_value: numeral.optional(),
  max_value: numeral.optional(),
});

const anywhere = [Button, StaticSelect, ExternalSelect, UsersSelect, ChannelsSelect, ConversationsSelect, Overflow, RadioButtons, Checkboxes, DatePicker, TimePicker] as const;
const manifold = [MultiStaticSelect, MultiExternalSelect, MultiUsersSelect] as const;

/** Which elements Slack takes in which block: the "works with block types" line of each element's page. */
export const ActionElement = z.discriminatedUnion('type', [...anywhere, DateTimePicker]);
export const Accessory = z.discriminatedUnion('type', [...anywhere, ...manifold, Image]);
export const InputElement = z.discriminatedUnion('type', [
  PlainTextInput, EmailInput, UrlInput, NumberInput, StaticSelect, ExternalSelect, UsersSelect, ChannelsSelect, ConversationsSelect,
  ...manifold, RadioButtons, Checkboxes, DatePicker, TimePicker, DateTimePicker,
]);
