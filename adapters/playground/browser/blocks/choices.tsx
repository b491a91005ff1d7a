import { useDesk } from '../context.js';
import { Text } from '../mrkdwn.js';
import { h } from '../vendor/preact.js';
import { type AnyBlock, type Element, type Option, type Surface, fieldOf, optionsOf } from './shapes.js';

type Props = { block: AnyBlock; element: Element; surface: Surface; id: string; naming: object };

const asList = (answer: unknown): string[] => (Array.isArray(answer) ? (answer as string[]) : []);

/** Radio buttons, and everything that takes several answers. The fieldset around them carries the name. */
export const Choices = ({ block, element, surface, id, naming }: Props) => {
  const { screen } = useDesk();
  const answer = surface.answerOf(block, element);
  const single = element.type === 'radio_buttons';
  const options: Option[] =
    element.type === 'multi_users_select' ? screen.people.filter(({ away }) => !away).map(({ id: value, name }) => ({ value, text: { type: 'plain_text', text: name } })) : optionsOf(element);
  const choose = ({ value }: Option, checked: boolean) => {
    const others = asList(answer).filter((one) => one !== value);
    surface.onAnswer(block, element, single ? value : checked ? [...others, value] : others, true);
  };
  return (
    <div class={`choices ${options.length > 8 ? 'long' : ''}`} id={id} {...naming}>
      {options.map((option, index) => (
        <label key={option.value} class="choice">
          <input
            type={single ? 'radio' : 'checkbox'}
            name={fieldOf(block, element)}
            checked={single ? answer === option.value : asList(answer).includes(option.value)}
            aria-describedby={option.description ? `${id}-${index}` : undefined}
            onChange={(event) => choose(option, event.currentTarget.checked)}
          />
          <span><Text of={option.text} /></span>
          {option.description && <small id={`${id}-${index}`}><Text of={option.description} /></small>}
        </label>
      ))}
    </div>
  );
};
