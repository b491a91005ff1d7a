// Forms as modals: the callback id is the form's name, the private metadata its ref.
import type { ModalView } from '@slack/types';
import type { Form, Line, Message } from '../../src/view/nodes.js';
import { encodeMetadata } from './codec.js';
import { fitted } from './fit.js';
import { plain } from './letters.js';
import { fitsView } from './render-card.js';
import { drawInput } from './render-input.js';
import { drawNode } from './render-nodes.js';
import { words } from './words.js';

const TITLE_LIMIT = 24;

export type FormSetting = {
  /** Lines above the form: what is wrong with answers that have no place of their own. */
  above?: readonly Line[];
  /** Opened from App Home, which is drawn anew when something was done. */
  home?: boolean;
  /** Closing it closes what lies under it as well: that would show an older state. */
  closesAll?: boolean;
};

const drawParts = ({ parts }: Form, above: readonly Line[]) => (longest: number) => [
  ...drawNode({ kind: 'text', lines: above }, longest),
  ...parts.flatMap((part) => (part.kind === 'input' ? [drawInput(part)] : drawNode(part, longest))),
];

/** A form as a modal. */
export const renderForm = (form: Form, { above = [], home = false, closesAll = false }: FormSetting = {}): ModalView => {
  const blocks = [...fitted(drawParts(form, above), fitsView)];
  // Slack refuses inputs without a way to send them.
  const submit = form.submit ?? (blocks.some(({ type }) => type === 'input') ? words.save : undefined);
  return {
    type: 'modal',
    callback_id: form.name,
    private_metadata: encodeMetadata({ ref: form.ref, home }),
    title: plain(form.title, TITLE_LIMIT),
    close: plain(form.close, TITLE_LIMIT),
    ...(submit !== undefined && { submit: plain(submit, TITLE_LIMIT) }),
    ...(closesAll && { clear_on_close: true }),
    blocks,
  };
};

/** A sentence where a form was asked for. */
export const messageForm = (message: Message): Form => ({ name: 'message_view', title: words.product, close: words.close, ref: { form: 'message' }, parts: message.nodes });
