import type { Answer, Block, ElementState, Place } from '../../double/shapes.js';

export type Words = { type: string; text: string };
export type Option = { text: Words; value: string; description?: Words; url?: string };
export type Confirmation = { title: Words; text: Words; confirm: Words; deny: Words; style?: string };

/** An element as Slack describes it; which of the properties are there depends on `type`. */
export type Element = {
  type: string;
  action_id: string;
  text?: Words;
  value?: string;
  url?: string;
  style?: string;
  confirm?: Confirmation;
  placeholder?: Words;
  options?: Option[];
  option_groups?: { label: Words; options: Option[] }[];
  multiline?: boolean;
  max_length?: number;
  accessibility_label?: string;
  image_url?: string;
  alt_text?: string;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  [key: string]: unknown;
};

export type AnyBlock = Block & {
  /** Plain letters in a markdown block alone. */
  text?: Words | string;
  fields?: Words[];
  label?: Words;
  hint?: Words;
  title?: Words;
  optional?: boolean;
  dispatch_action?: boolean;
  element?: Element;
  elements?: Element[];
  accessory?: Element;
  image_url?: string;
  alt_text?: string;
};

/** Where blocks stand, and what becomes of what is done there. Fields go by `block_id/action_id`. */
export type Surface = {
  place: Place;
  answerOf(block: AnyBlock, element: Element): Answer;
  /** Something was chosen or typed. `entered` is false while letters come in. */
  onAnswer(block: AnyBlock, element: Element, answer: Answer, entered: boolean): void;
  onPress(block: AnyBlock, element: Element, answer?: string): void;
  /** The field of what waits for the app. */
  waiting: string | undefined;
  errors: Record<string, string>;
};

export const fieldOf = (block: AnyBlock, element: Element): string => `${block.block_id}/${element.action_id}`;

/** Every element of a block that a person can operate. */
export const elementsOf = ({ element, accessory, elements = [] }: AnyBlock): Element[] => [element, accessory, ...elements].filter((one): one is Element => one !== undefined && 'action_id' in one);

export const optionsOf = ({ options, option_groups }: Element): Option[] => options ?? option_groups?.flatMap((group) => group.options) ?? [];

const valueOf = (given: unknown): Answer => {
  if (given === null || given === undefined) return null;
  if (Array.isArray(given)) return given.map((one) => String(valueOf(one)));
  if (typeof given === 'object') return (given as Option).value;
  return typeof given === 'number' ? String(given) : (given as string);
};

/** Slack's state of an element as an answer in plain words. */
export const answerIn = (state: ElementState | undefined): Answer => valueOf(Object.entries(state ?? {}).find(([key]) => key === 'value' || key.startsWith('selected_'))?.[1]);

/** What an element shows before anybody touched it. */
export const initialAnswer = (element: Element): Answer => valueOf(Object.entries(element).find(([key]) => key.startsWith('initial_'))?.[1]);
