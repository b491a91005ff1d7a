// One input of a form. Its block id is its key and its action id `value`: read-form.ts finds the answer there.
import type { InputBlock, InputBlockElement, KnownBlock, PlainTextOption } from '@slack/types';
import type { Control, Input, Option } from '../../src/view/nodes.js';
import { clip, plain } from './letters.js';
import { words } from './words.js';

/** The action id of every input's element. */
export const INPUT_ACTION = 'value';

const LABEL_LIMIT = 2000;
const TEXT_LIMIT = 3000;
const PLACEHOLDER_LIMIT = 150;
/** Slack's most for a drop-down; more are asked for while the person types. */
export const OPTIONS_LIMIT = 100;
const RADIO_LIMIT = 10;
const named = { action_id: INPUT_ACTION } as const;

/** An option as a menu shows it. Slack takes 75 characters of label and line each. */
export const drawOption = (option: Option): PlainTextOption => ({
  text: plain(option.label, 75),
  value: option.value,
  ...(option.about && { description: plain(option.about, 75) }),
});

const picked = (options: readonly Option[], value: string | undefined) => {
  const option = options.find((one) => one.value === value);
  return option ? { initial_option: drawOption(option) } : {};
};

const decimals = (value: number) => value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 10 });

const drawChoice = ({ style, options, value }: Extract<Control, { kind: 'choice' }>): InputBlockElement => {
  if (options.length > OPTIONS_LIMIT) return { type: 'external_select', ...named, min_query_length: 0, placeholder: plain(words.find, PLACEHOLDER_LIMIT), ...picked(options, value) };
  const shown = { options: options.map(drawOption), ...picked(options, value) };
  if (style === 'radio' && options.length <= RADIO_LIMIT) return { type: 'radio_buttons', ...named, ...shown };
  return { type: 'static_select', ...named, placeholder: plain(words.choose, PLACEHOLDER_LIMIT), ...shown };
};

const drawChoices = ({ options, value = [] }: Extract<Control, { kind: 'choices' }>): InputBlockElement => {
  const chosen = options.filter((option) => value.includes(option.value)).slice(0, OPTIONS_LIMIT);
  const initial = chosen.length > 0 ? { initial_options: chosen.map(drawOption) } : {};
  if (options.length > OPTIONS_LIMIT) return { type: 'multi_external_select', ...named, min_query_length: 0, placeholder: plain(words.find, PLACEHOLDER_LIMIT), ...initial };
  return { type: 'multi_static_select', ...named, placeholder: plain(words.choose, PLACEHOLDER_LIMIT), options: options.map(drawOption), ...initial };
};

const drawControl = (control: Control): InputBlockElement => {
  switch (control.kind) {
    case 'text': {
      const max = Math.min(Math.max(control.max, 1), TEXT_LIMIT);
      return {
        type: 'plain_text_input',
        ...named,
        multiline: control.multiline,
        max_length: max,
        ...(control.value && { initial_value: clip(control.value, max) }),
        ...(control.placeholder && { placeholder: plain(control.placeholder, PLACEHOLDER_LIMIT) }),
      };
    }
    case 'number':
      return {
        type: 'number_input',
        ...named,
        is_decimal_allowed: control.decimals,
        ...(control.min !== undefined && { min_value: decimals(control.min) }),
        ...(control.value !== undefined && { initial_value: decimals(control.value) }),
      };
    case 'date':
      return { type: 'datepicker', ...named, ...(control.value && { initial_date: control.value }) };
    case 'datetime':
      return { type: 'datetimepicker', ...named, ...(control.value && { initial_date_time: Math.floor(Date.parse(control.value) / 1000) }) };
    case 'choice':
      return drawChoice(control);
    case 'choices':
      return drawChoices(control);
    case 'account':
      return { type: 'users_select', ...named, placeholder: plain(words.choose, PLACEHOLDER_LIMIT), ...(control.value && { initial_user: control.value }) };
    case 'channel':
      return { type: 'conversations_select', ...named, placeholder: plain(words.choose, PLACEHOLDER_LIMIT), filter: { include: ['public', 'private'], exclude_bot_users: true }, ...(control.value && { initial_conversation: control.value }) };
  }
};

/** An input's block. A choice without any option is said in words: Slack refuses an empty menu. */
export const drawInput = (input: Input): InputBlock | KnownBlock => {
  if ('options' in input.control && input.control.options.length === 0) {
    return { type: 'context', elements: [plain(words.noChoice(input.label), TEXT_LIMIT)] };
  }
  return {
    type: 'input',
    block_id: input.key,
    label: plain(input.label, LABEL_LIMIT),
    ...(input.hint && { hint: plain(input.hint, LABEL_LIMIT) }),
    optional: input.optional,
    ...(input.redraws && { dispatch_action: true }),
    element: drawControl(input.control),
  };
};
