import type { Block, ElementState, TextObject, View, ViewState } from './types.js';

export type Option = { text: TextObject; value: string; description?: TextObject };

/** An element that a person can operate, with the block it stands in. */
export type Control = {
  block: Block;
  /** Whether the app hears of each change: always outside input blocks, on wish inside. */
  dispatches: boolean;
  element: {
    type: string;
    action_id: string;
    value?: string;
    options?: Option[];
    option_groups?: { options: Option[] }[];
    min_length?: number;
    max_length?: number;
    min_value?: string;
    max_value?: string;
    is_decimal_allowed?: boolean;
    max_selected_items?: number;
    [key: string]: unknown;
  };
};

/** Which property holds an element's answer in `state.values`, and which one its first answer. */
const holders: Record<string, { answer: string; initial: string; many?: true }> = {
  plain_text_input: { answer: 'value', initial: 'initial_value' },
  email_text_input: { answer: 'value', initial: 'initial_value' },
  url_text_input: { answer: 'value', initial: 'initial_value' },
  number_input: { answer: 'value', initial: 'initial_value' },
  static_select: { answer: 'selected_option', initial: 'initial_option' },
  external_select: { answer: 'selected_option', initial: 'initial_option' },
  radio_buttons: { answer: 'selected_option', initial: 'initial_option' },
  checkboxes: { answer: 'selected_options', initial: 'initial_options', many: true },
  multi_static_select: { answer: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { answer: 'selected_options', initial: 'initial_options', many: true },
  users_select: { answer: 'selected_user', initial: 'initial_user' },
  multi_users_select: { answer: 'selected_users', initial: 'initial_users', many: true },
  channels_select: { answer: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { answer: 'selected_conversation', initial: 'initial_conversation' },
  datepicker: { answer: 'selected_date', initial: 'initial_date' },
  timepicker: { answer: 'selected_time', initial: 'initial_time' },
  datetimepicker: { answer: 'selected_date_time', initial: 'initial_date_time' },
};

/** The property of an element's state that holds its answer; undefined for buttons and overflow menus, which hold none. */
export const answerKey = (type: string): string | undefined => holders[type]?.answer;

const isControl = (element: unknown): element is Control['element'] => typeof element === 'object' && element !== null && 'action_id' in element;

export const controls = (blocks: Block[]): Control[] =>
  blocks.flatMap((block) => {
    const { element, accessory, elements = [], dispatch_action } = block as Block & { elements?: unknown[]; dispatch_action?: boolean };
    const dispatches = block.type === 'input' ? dispatch_action === true : true;
    return [element, accessory, ...elements].filter(isControl).map((one) => ({ block, dispatches, element: one }));
  });

export const optionsOf = ({ options, option_groups }: Control['element']): Option[] => options ?? option_groups?.flatMap((group) => group.options) ?? [];

const first = ({ element }: Control): ElementState | undefined => {
  const holder = holders[element.type];
  return holder && { type: element.type, [holder.answer]: element[holder.initial] ?? (holder.many ? [] : null) };
};

/** Typed and chosen answers survive an update where block_id, action_id and type stay; else the element starts anew. */
export const stateFor = (blocks: Block[], earlier?: ViewState): ViewState => {
  const values: ViewState['values'] = {};
  for (const control of controls(blocks)) {
    const fresh = first(control);
    if (!fresh) continue;
    const { block_id } = control.block;
    const kept = earlier?.values[block_id]?.[control.element.action_id];
    (values[block_id] ??= {})[control.element.action_id] = kept?.type === control.element.type && stillOffered(control, kept) ? kept : fresh;
  }
  return { values };
};

/** A choice that the updated menu no longer offers is dropped. */
const stillOffered = ({ element }: Control, kept: ElementState): boolean => {
  if (element.type === 'external_select' || element.type === 'multi_external_select') return true;
  const chosen = [kept['selected_option'] ?? [], kept['selected_options'] ?? []].flat() as Option[];
  return chosen.every(({ value }) => optionsOf(element).some((option) => option.value === value));
};

/** Whether a field holds nothing. */
export const isEmpty = (state: ElementState | undefined): boolean => {
  const key = state && answerKey(state.type);
  const answer = key === undefined ? undefined : state?.[key];
  return answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
};

export const withState = (view: View, control: Control, state: ElementState): View => ({
  ...view,
  state: { values: { ...view.state.values, [control.block.block_id]: { ...view.state.values[control.block.block_id], [control.element.action_id]: state } } },
});
