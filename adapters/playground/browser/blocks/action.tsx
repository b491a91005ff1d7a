import { useDesk } from '../context.js';
import { Icon } from '../icon.js';
import { Menu } from '../menu.js';
import { Anchor, Text } from '../mrkdwn.js';
import { h } from '../vendor/preact.js';
import { useId, useState } from '../vendor/preact-hooks.js';
import { Confirm } from './confirm.js';
import { InputElement, isGroup } from './inputs.js';
import { type AnyBlock, type Confirmation, type Element, type Surface, fieldOf, optionsOf } from './shapes.js';

type Props = { block: AnyBlock; element: Element; surface: Surface; labelledBy?: string | undefined };

const Button = ({ block, element, surface, onPress }: Props & { onPress: () => void }) => {
  const { screen } = useDesk();
  const waits = surface.waiting === fieldOf(block, element);
  const style = `button ${element.style ?? ''} ${waits ? 'waits' : ''}`;
  const words = element.text && <Text of={element.text} />;
  // A link button opens its address, and the app hears of the press as well.
  if (element.url !== undefined) return <span onClick={onPress}><Anchor url={element.url} me={screen.me.id} className={style}>{words}</Anchor></span>;
  return <button type="button" class={style} aria-label={element.accessibility_label} aria-busy={waits} onClick={onPress}>{words}</button>;
};

/** An element of an actions block, or the one beside a section. */
export const Action = ({ block, element, surface, labelledBy }: Props) => {
  const [asking, setAsking] = useState<{ ask: Confirmation; then: () => void }>();
  const id = useId();
  const confirmed = (then: () => void) => (element.confirm ? setAsking({ ask: element.confirm, then }) : then());
  const guarded: Surface = { ...surface, onAnswer: (...given) => confirmed(() => surface.onAnswer(...given)) };

  const draw = () => {
    if (element.type === 'image') return <img src={element.image_url} alt={element.alt_text ?? ''} />;
    if (element.type === 'button') return <Button block={block} element={element} surface={surface} onPress={() => confirmed(() => surface.onPress(block, element))} />;
    if (element.type === 'overflow') {
      const entries = optionsOf(element).map((option) => ({ label: option.text.text, ...(option.description && { hint: option.description.text }), onPick: () => confirmed(() => surface.onPress(block, element, option.value)) }));
      return <Menu label="More" className="button overflow" align="right" entries={entries}><Icon name="more" /></Menu>;
    }
    const name = element.placeholder?.text ?? 'Choose';
    const naming = { ...(labelledBy ? { 'aria-labelledby': labelledBy } : { 'aria-label': name }), ...(isGroup(element) && { role: element.type === 'radio_buttons' ? 'radiogroup' : 'group' }) };
    return <InputElement block={block} element={element} surface={guarded} id={id} naming={naming} />;
  };
  const answer = (yes: boolean) => {
    const then = asking?.then;
    setAsking(undefined);
    if (yes) then?.();
  };
  return (
    <span class="action">
      {draw()}
      {asking && <Confirm ask={asking.ask} onAnswer={answer} />}
    </span>
  );
};
