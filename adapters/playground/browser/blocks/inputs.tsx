import { useDesk } from '../context.js';
import { momentAt, wallOf } from '../times.js';
import { h } from '../vendor/preact.js';
import type { VNode } from '../vendor/preact.js';
import { Choices } from './choices.js';
import { Combobox } from './combobox.js';
import { type AnyBlock, type Element, type Surface, optionsOf } from './shapes.js';

/** `naming` holds the aria attributes that tie the element to its label, hint and error. */
export type InputProps = { block: AnyBlock; element: Element; surface: Surface; id: string; naming: Record<string, string | boolean | undefined> };

const text = (answer: unknown) => (typeof answer === 'string' ? answer : '');

// Which keyboard a phone shows; what is typed is checked at submit, as in Slack.
const keyboards: Record<string, 'email' | 'url' | 'decimal' | 'text'> = { email_text_input: 'email', url_text_input: 'url', number_input: 'decimal' };

const Typed = ({ block, element, surface, id, naming }: InputProps) => {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const common = {
    id,
    ...naming,
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
    value: text(surface.answerOf(block, element)),
    onInput: (event: { currentTarget: { value: string } }) => surface.onAnswer(block, element, event.currentTarget.value, triggers.includes('on_character_entered')),
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: { value: string } }) => {
    if (event.key !== 'Enter' || !block.dispatch_action || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    surface.onAnswer(block, element, event.currentTarget.value, true);
  };
  if (element.multiline) return <textarea {...common} rows={4} />;
  return <input {...common} type="text" inputMode={keyboards[element.type] ?? 'text'} autocomplete="off" onKeyDown={onKeyDown} />;
};

const Picker = ({ block, element, surface, id, naming }: InputProps) => {
  const common = { id, ...naming, value: text(surface.answerOf(block, element)), onChange: (event: { currentTarget: { value: string } }) => surface.onAnswer(block, element, event.currentTarget.value || null, true) };
  return element.type === 'datepicker' ? <input {...common} type="date" /> : <input {...common} type="time" />;
};

const DateTime = ({ block, element, surface, id, naming }: InputProps) => {
  const { timezone } = useDesk().screen;
  const answer = text(surface.answerOf(block, element));
  const choose = (value: string) => surface.onAnswer(block, element, value ? String(momentAt(value, timezone).getTime() / 1000) : null, true);
  return <input id={id} {...naming} type="datetime-local" value={answer && wallOf(new Date(Number(answer) * 1000), timezone)} onChange={(event) => choose(event.currentTarget.value)} />;
};

const Select = ({ block, element, surface, id, naming }: InputProps) => {
  const { screen } = useDesk();
  const people = screen.people.filter(({ away }) => !away).map(({ id: value, name }) => ({ value, text: { text: name } }));
  const channels = screen.conversations.filter(({ kind }) => kind === 'channel' || kind === 'private').map(({ id: value, name }) => ({ value, text: { text: `#${name}` } }));
  const plain = { users_select: people, channels_select: channels, conversations_select: channels }[element.type] ?? element.options ?? [];
  const answer = text(surface.answerOf(block, element));
  const offered = [...plain, ...optionsOf(element)].some(({ value }) => value === answer);
  const option = ({ value, text: words }: { value: string; text: { text: string } }) => <option key={value} value={value} selected={value === answer}>{words.text}</option>;
  return (
    <select id={id} {...naming} value={offered ? answer : ''} onChange={(event) => surface.onAnswer(block, element, event.currentTarget.value || null, true)}>
      <option value="">{element.placeholder?.text ?? 'Choose…'}</option>
      {plain.map(option)}
      {element.option_groups?.map((group) => <optgroup key={group.label.text} label={group.label.text}>{group.options.map(option)}</optgroup>)}
    </select>
  );
};

const NotDrawn = ({ element }: InputProps) => <p class="not-drawn">The playground does not draw {element.type}.</p>;

const drawers: Record<string, (props: InputProps) => VNode> = {
  plain_text_input: Typed,
  email_text_input: Typed,
  url_text_input: Typed,
  number_input: Typed,
  datepicker: Picker,
  timepicker: Picker,
  datetimepicker: DateTime,
  static_select: Select,
  users_select: Select,
  channels_select: Select,
  conversations_select: Select,
  external_select: Combobox,
  radio_buttons: Choices,
  checkboxes: Choices,
  multi_static_select: Choices,
  multi_users_select: Choices,
};

/** Several inputs under one name need a fieldset and a legend. */
export const isGroup = ({ type }: Element): boolean => drawers[type] === Choices;

/** An element that holds an answer. */
export const InputElement = (props: InputProps) => {
  const Drawer = drawers[props.element.type] ?? NotDrawn;
  return <Drawer {...props} />;
};
