import type { View } from '../types.js';
import { type Control, controls, isEmpty } from '../view-state.js';

/** What Slack's own client refuses before the app hears of a submit; undefined where all is well. */
const complaint = ({ element, block }: Control, view: View): string | undefined => {
  const state = view.state.values[block.block_id]?.[element.action_id];
  if (isEmpty(state)) return block['optional'] ? undefined : 'Please complete this required field.';
  const value = typeof state?.['value'] === 'string' ? state['value'] : '';
  switch (element.type) {
    case 'plain_text_input': {
      if (value.length < (element.min_length ?? 0)) return `Please enter at least ${element.min_length} characters.`;
      return value.length > (element.max_length ?? 3000) ? `Please enter no more than ${element.max_length ?? 3000} characters.` : undefined;
    }
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.';
    case 'number_input': {
      if (!(element.is_decimal_allowed ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(value)) return 'Please enter a valid number.';
      if (element.min_value !== undefined && Number(value) < Number(element.min_value)) return `Please enter a number of at least ${element.min_value}.`;
      return element.max_value !== undefined && Number(value) > Number(element.max_value) ? `Please enter a number of at most ${element.max_value}.` : undefined;
    }
    default:
      return undefined;
  }
};

/** Field errors by block_id. */
export const fieldErrors = (view: View): Record<string, string> =>
  Object.fromEntries(
    controls(view.blocks)
      .filter(({ block }) => block.type === 'input')
      .map((control) => [control.block.block_id, complaint(control, view)] as const)
      .filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
