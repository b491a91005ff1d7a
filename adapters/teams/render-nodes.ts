// Neutral nodes to the elements of an Adaptive Card, pure and total.
import type { Button, Line, Node, Span } from '../../src/view/nodes.js';
import { cardOf } from './card.js';
import type { ActionSet, CardAction, Element, RichText, Run } from './card.js';
import { encodeData } from './codec.js';
import type { SentForm } from './codec.js';
import { clipLines, isWebAddress, letters, lettersOf, linesOf, orDash } from './letters.js';

/** Teams shows six buttons side by side and hides the others. */
export const BUTTONS_LIMIT = 6;
const TITLE_LIMIT = 75;

/** `dialogs: false` for clients that open none from a card: there the card itself turns into the form. `reader`: Teams' id of the one person who reads it, where that is known. */
export type MessagePlace = { in: 'message'; dialogs: boolean; reader?: string | undefined };

/** Where it is drawn: in a message, or in a dialog. */
export type Place = (MessagePlace | { in: 'dialog' }) & { /** The form that it stands in. */ form?: SentForm };

const unreachable = (node: never): never => {
  throw new TypeError(`a node that Teams’ renderer does not know: ${JSON.stringify(node)}`);
};

type Look = Pick<Run, 'size' | 'isSubtle' | 'color' | 'weight'>;

const run = (span: Span, look: Look): Run => ({
  type: 'TextRun', text: letters(lettersOf(span)), ...look,
  ...(typeof span !== 'string' && 'strong' in span && { weight: 'Bolder' as const }),
  ...(typeof span !== 'string' && 'href' in span && isWebAddress(span.href) && { selectAction: { type: 'Action.OpenUrl' as const, url: span.href } }),
});

/** A block a line: breaks inside a run are not drawn everywhere. */
export const drawLines = (lines: readonly Line[], longest: number, look: Look = {}): RichText[] =>
  clipLines(linesOf(lines), longest).map((spans, index) => ({ type: 'RichTextBlock', inlines: spans.map((span) => run(span, look)), ...(index > 0 && { spacing: 'None' as const }) }));

/** Verbs whose answer is a form though their label has no ellipsis. */
const SHOWS = /^(?:more|history|open|new|list(?:_.*)?|setup(?:_.*)?)$/;
const opensDialog = ({ verb, label }: Button) => label.endsWith('…') || SHOWS.test(verb);

const STYLES = { primary: 'positive', danger: 'destructive' } as const;

const drawPress = (button: Button, place: Place, label = button.label): CardAction => {
  const title = orDash(label, TITLE_LIMIT);
  const style = button.style && { style: STYLES[button.style] };
  // A suggestion's button fills in the form that it stands in, with what was typed so far.
  if (button.verb === 'suggested' && place.form) {
    const filled = { title, data: encodeData({ ...place.form, fill: button.ref.arg ?? '' }), ...style };
    return place.in === 'dialog' ? { type: 'Action.Submit', ...filled } : { type: 'Action.Execute', verb: button.verb, ...filled };
  }
  // What was typed into a form comes along, so that it stands there again beneath what the press shows.
  const inside = place.form !== undefined && Object.keys(place.form.asks).length > 0 ? place.form : undefined;
  const data = encodeData({ press: button.verb, ref: button.ref, ...(inside && { inside }) });
  const associatedInputs = inside ? 'auto' : 'none';
  if (place.in === 'dialog') return { type: 'Action.Submit', title, data, associatedInputs, ...style };
  if (place.dialogs && inside === undefined && opensDialog(button)) return { type: 'Action.Submit', title, data: { ...data, msteams: { type: 'task/fetch' } }, associatedInputs, ...style };
  return { type: 'Action.Execute', verb: button.verb, title, data, associatedInputs, ...style };
};

const drawButton = (button: Button, place: Place): CardAction => {
  const { url, label, confirm, style } = button;
  if (url !== undefined && isWebAddress(url)) return { type: 'Action.OpenUrl', title: orDash(label, TITLE_LIMIT), url };
  if (confirm === undefined) return drawPress(button, place);
  // Pressing the button once more takes the question back: that is its "no".
  const { $schema: _schema, ...card } = cardOf([...drawLines([[{ strong: confirm.title }], confirm.text, `${confirm.no}: press ${label} again.`], 1000), { type: 'ActionSet', actions: [drawPress(button, place, confirm.yes)] }]);
  return { type: 'Action.ShowCard', title: orDash(label, TITLE_LIMIT), card, ...(style && { style: STYLES[style] }) };
};

const drawButtons = (buttons: readonly Button[], place: Place): ActionSet[] => {
  const sets: ActionSet[] = [];
  for (const button of buttons) {
    const action = drawButton(button, place);
    const last = sets.at(-1);
    if (last && last.actions.length < BUTTONS_LIMIT) last.actions.push(action);
    else sets.push({ type: 'ActionSet', actions: [action] });
  }
  return sets;
};

/** One node's elements, with no text of it longer than `longest`; none where it has nothing to show. */
export const drawNode = (node: Node, place: Place, longest: number): Element[] => {
  switch (node.kind) {
    case 'heading':
      return drawLines([node.text], longest, { size: 'Large', weight: 'Bolder' });
    case 'text':
      return drawLines(node.lines, longest);
    case 'small':
      return drawLines(node.lines, longest, { size: 'Small', isSubtle: true });
    case 'row': {
      const lines = drawLines(node.lines, longest);
      const buttons = drawButtons([node.button], place);
      if (lines.length === 0) return buttons;
      return [{ type: 'ColumnSet', columns: [{ type: 'Column', width: 'stretch', items: lines }, { type: 'Column', width: 'auto', items: buttons }] }];
    }
    case 'buttons':
      return drawButtons(node.buttons, place);
    case 'divider':
      return [{ type: 'Container', items: [], separator: true, spacing: 'Medium' }];
    default:
      return unreachable(node);
  }
};
