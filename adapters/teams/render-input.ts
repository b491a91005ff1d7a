// One input of a form. Its id is its key; a day with a time has a second input for the time. read-form.ts finds the answers there.
import { DAY, HOUR, MINUTE, dateOfDay, wallTime } from '../../src/domain/local-time.js';
import type { Input, Option } from '../../src/view/nodes.js';
import type { CardInput, Element } from './card.js';
import { clip, letters, orDash } from './letters.js';
import { drawLines } from './render-nodes.js';
import { words } from './words.js';

/** The id of the input for a moment's time. */
export const timeId = (key: string): string => `${key}.time`;

const LABEL_LIMIT = 500;
const TEXT_LIMIT = 3000;
const RADIO_LIMIT = 10;
/** A menu of more options lets people type. */
const MENU_LIMIT = 12;
// Some clients take the titles of options that stand open for markdown, and there is no escape that all of them know.
const MARKS = /[*_[\]`#~\\<>]|^\s*(?:[-+]|\d+\.)\s/m;

const title = ({ label, about }: Option) => orDash(about ? `${label}: ${about}` : label, 150);
/** Teams gives several answers as one text with commas. */
const encode = encodeURIComponent;

type Choices = { style: 'list' | 'radio'; options: readonly Option[]; chosen: readonly string[]; several: boolean };

const drawChoices = (asked: { id: string; label: string }, { style, options, chosen, several }: Choices): CardInput => {
  const choices = options.map((option) => ({ title: title(option), value: encode(option.value) }));
  const value = options.filter((option) => chosen.includes(option.value)).map((option) => encode(option.value)).join(',');
  const open = (style === 'radio' || several) && choices.length <= RADIO_LIMIT && !choices.some((choice) => MARKS.test(choice.title));
  return {
    ...asked, type: 'Input.ChoiceSet', choices, isMultiSelect: several, wrap: true, style: open ? 'expanded' : choices.length > MENU_LIMIT && !several ? 'filtered' : 'compact',
    ...(value !== '' && { value }), ...(!open && { placeholder: words.choose }),
  };
};

const two = (n: number) => String(n).padStart(2, '0');

const drawMoment = (asked: { id: string; label: string }, optional: boolean, value: string | undefined, zone: string): CardInput[] => {
  const at = value === undefined ? null : wallTime(zone, new Date(value));
  return [
    { ...asked, type: 'Input.Date', ...(at && { value: dateOfDay(at.day) }) },
    { id: timeId(asked.id), label: optional ? words.optional(words.time) : words.time, type: 'Input.Time', ...(at && { value: `${two(Math.floor((at.clock % DAY) / HOUR))}:${two(Math.floor((at.clock % HOUR) / MINUTE))}` }) },
  ];
};

const drawControl = (asked: { id: string; label: string }, { control, optional }: Pick<Input, 'control' | 'optional'>, zone: string): CardInput[] => {
  switch (control.kind) {
    case 'text': {
      const maxLength = Math.min(Math.max(control.max, 1), TEXT_LIMIT);
      return [{ ...asked, type: 'Input.Text', isMultiline: control.multiline, maxLength, ...(control.value && { value: clip(control.value, maxLength) }), ...(control.placeholder && { placeholder: letters(control.placeholder) }) }];
    }
    case 'number':
      return [{ ...asked, type: 'Input.Number', ...(control.min !== undefined && { min: control.min }), ...(control.value !== undefined && { value: control.value }) }];
    case 'date':
      return [{ ...asked, type: 'Input.Date', ...(control.value && { value: control.value }) }];
    case 'datetime':
      return drawMoment(asked, optional, control.value, zone);
    case 'choice':
      return [drawChoices(asked, { style: control.style, options: control.options, chosen: control.value === undefined ? [] : [control.value], several: false })];
    case 'choices':
      return [drawChoices(asked, { style: 'list', options: control.options, chosen: control.value ?? [], several: true })];
    case 'account':
      return [{ ...asked, type: 'Input.ChoiceSet', choices: [], 'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' }, style: 'filtered', isMultiSelect: false, wrap: true, placeholder: words.choose, ...(control.value && { value: encode(control.value) }) }];
    case 'channel':
      return [{ ...asked, type: 'Input.Text', isMultiline: false, maxLength: TEXT_LIMIT, placeholder: words.channelLink, ...(control.value && { value: control.value }) }];
  }
};

/** Whether there is something to answer: a choice without any option is said in words. */
export const isAsked = ({ control }: Input): boolean => !('options' in control) || control.options.length > 0;

/** An input's elements, its error and its hint beside it. Moments stand in the practice's `zone`. */
export const drawInput = (input: Input, { zone, error }: { zone: string; error?: string | undefined }): Element[] => {
  if (!isAsked(input)) return drawLines([words.noChoice(input.label)], LABEL_LIMIT, { size: 'Small', isSubtle: true });
  const label = orDash(input.optional ? words.optional(input.label) : input.label, LABEL_LIMIT);
  return [
    ...drawControl({ id: input.key, label }, input, zone),
    ...(error === undefined ? [] : drawLines([[{ strong: error }]], LABEL_LIMIT, { color: 'Attention' })),
    ...(input.hint ? drawLines([input.hint], LABEL_LIMIT, { size: 'Small', isSubtle: true }) : []),
  ];
};
