// Neutral nodes to Block Kit, pure and total.
//
// Lines become rich_text wherever Slack takes it, because nothing in a rich_text element is ever interpreted: a typed `<!channel>`, `*` or `:pill:`
// comes out as letters, and strong words and links are fields beside the text. Two places take no rich_text: a section (which a row needs for its
// button) and a context (which draws smaller). There it is plain_text, or mrkdwn where a link or strong word is in it and no letter of it could be a mark.
import type { ActionsBlock, Button as SlackButton, KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { Button, Node, Span } from '../../src/view/nodes.js';
import { encodeAction } from './codec.js';
import { hasLink, isBlank, isWebAddress, lettersOf, marked, plain, plainSpans, spansOf } from './letters.js';

const SECTION_LIMIT = 3000;
const HEADER_LIMIT = 150;
const BUTTON_LIMIT = 75;
const BUTTONS_LIMIT = 25;

const unreachable = (node: never): never => {
  throw new TypeError(`a node that Slack's renderer does not know: ${JSON.stringify(node)}`);
};

const richElement = (span: Span): RichTextElement => {
  if (typeof span === 'string') return { type: 'text', text: span };
  if ('strong' in span) return { type: 'text', text: span.strong, style: { bold: true } };
  return 'href' in span && isWebAddress(span.href) ? { type: 'link', url: span.href, text: span.label } : { type: 'text', text: lettersOf(span) };
};

const richText = (spans: readonly Span[]): RichTextBlock => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: spans.map(richElement) }] });

const drawButton = (button: Button): SlackButton => ({
  type: 'button',
  action_id: `task:${button.verb}`,
  text: plain(button.label, BUTTON_LIMIT),
  // A button without a value is a link: Slack reports its press as well, and there is nothing to do about it.
  ...(button.url === undefined ? { value: encodeAction(button.ref) } : { url: button.url }),
  ...(button.style && { style: button.style }),
  ...(button.confirm && {
    confirm: {
      title: plain(button.confirm.title, 100),
      text: plain(button.confirm.text, 300),
      confirm: plain(button.confirm.yes, 30),
      deny: plain(button.confirm.no, 30),
      ...(button.style === 'danger' && { style: 'danger' as const }),
    },
  }),
});

/** Slack refuses the same action id twice in a block, and more than 25 buttons: then another block begins. */
const drawButtons = (buttons: readonly Button[]): ActionsBlock[] => {
  const groups: Button[][] = [];
  for (const button of buttons) {
    const group = groups.at(-1);
    if (!group || group.length === BUTTONS_LIMIT || group.some(({ verb }) => verb === button.verb)) groups.push([button]);
    else group.push(button);
  }
  return groups.map((group) => ({ type: 'actions', elements: group.map(drawButton) }));
};

const drawSmall = (spans: Span[]): KnownBlock => {
  if (!hasLink(spans)) return { type: 'context', elements: [plain(plainSpans(spans), SECTION_LIMIT)] };
  const text = marked(spans, SECTION_LIMIT);
  return text ? { type: 'context', elements: [text] } : richText(spans);
};

const drawRow = (spans: Span[], button: Button): KnownBlock[] => {
  if (isBlank(spans)) return drawButtons([button]);
  const text = spans.every((span) => typeof span === 'string') ? null : marked(spans, SECTION_LIMIT);
  if (!text && hasLink(spans)) return [richText(spans), ...drawButtons([button])];
  return [{ type: 'section', text: text ?? plain(plainSpans(spans), SECTION_LIMIT), accessory: drawButton(button) }];
};

/** One node's blocks, with no text of it longer than `longest` (3,000 at most); none where it has nothing to show. */
export const drawNode = (node: Node, longest: number): KnownBlock[] => {
  switch (node.kind) {
    case 'heading':
      return node.text.trim() === '' ? [] : [{ type: 'header', text: plain(node.text, HEADER_LIMIT) }];
    case 'text': {
      const spans = spansOf(node.lines, longest);
      return isBlank(spans) ? [] : [richText(spans)];
    }
    case 'small': {
      const spans = spansOf(node.lines, longest);
      return isBlank(spans) ? [] : [drawSmall(spans)];
    }
    case 'row':
      return drawRow(spansOf(node.lines, longest), node.button);
    case 'buttons':
      return drawButtons(node.buttons);
    case 'divider':
      return [{ type: 'divider' }];
    default:
      return unreachable(node);
  }
};
