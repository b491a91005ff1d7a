import { z } from 'zod';
import { anyText, letters, plainText } from './text.js';

// https://docs.slack.dev/reference/block-kit/composition-objects/option-object
const option = <Text extends z.ZodType<{ text: string }>>(text: Text) =>
  z.strictObject({ text, value: letters(150), description: plainText(75).optional() });

/** Selects show plain text; radio buttons and checkboxes take mrkdwn as well; overflow entries may be links. */
export const MenuOption = option(plainText(75));
export const ChoiceOption = z.strictObject({ text: anyText(75), value: letters(150), description: anyText(75).optional() });
export const OverflowOption = z.strictObject({ ...MenuOption.shape, url: letters(3000).optional() });
export const OptionGroup = z.strictObject({ label: plainText(75), options: z.array(MenuOption).min(1).max(100) });

type Option = { text: { text: string }; value: string; description?: { text: string } | undefined };
type WithOptions = {
  options?: Option[] | undefined;
  option_groups?: { options: Option[] }[] | undefined;
  initial_option?: Option | undefined;
  initial_options?: Option[] | undefined;
};

const same = (one: Option, other: Option) =>
  one.value === other.value && one.text.text === other.text.text && one.description?.text === other.description?.text;

/** Options stand either in `options` or in `option_groups`, and what is chosen at first must be one of them, word for word. */
export const checkOptions = (menu: WithOptions, context: z.RefinementCtx): void => {
  if (Boolean(menu.options) === Boolean(menu.option_groups)) {
    context.addIssue({ code: 'custom', message: 'must define either options or option_groups', path: [] });
    return;
  }
  const all = menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? [];
  const unknown = (initial: Option) => !all.some((one) => same(one, initial));
  if (menu.initial_option && unknown(menu.initial_option)) {
    context.addIssue({ code: 'custom', message: 'must be one of the provided options', path: ['initial_option'] });
  }
  if (menu.initial_options?.some(unknown)) {
    context.addIssue({ code: 'custom', message: 'must be among the provided options', path: ['initial_options'] });
  }
};
