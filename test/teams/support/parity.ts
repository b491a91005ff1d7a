// What a rendering says, asks and offers, read out of Block Kit and out of an Adaptive Card, so that the two can be held against each other.
import { bare } from './bare.js';

type Json = Record<string, unknown>;
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const plainText = (value: unknown): string => text((value as Json | undefined)?.['text']);

export type Asked = { key: string; label: string; optional: boolean; options: string[] };
export type Offered = { label: string; ref: unknown; url: string | null; asksFirst: boolean };
export type Heard = { said: string; asked: Asked[]; offered: Offered[] };

const offeredBySlack = (button: Json): Offered => ({
  label: plainText(button['text']), ref: button['value'] === undefined ? null : JSON.parse(text(button['value'])), url: (button['url'] as string | undefined) ?? null, asksFirst: button['confirm'] !== undefined,
});

const saidBySlack = (block: Json): string => {
  switch (block['type']) {
    case 'rich_text': return list(block['elements']).flatMap((section) => list(section['elements'])).map((part) => text(part['text'])).join('');
    case 'header': return plainText(block['text']);
    case 'section': return bare(block['text'] as Json);
    case 'context': return list(block['elements']).map(bare).join('');
    case 'input': return plainText(block['hint']);
    default: return '';
  }
};

/** Blocks of a message, a home or a modal. */
export const fromSlack = (blocks: readonly object[]): Heard => {
  const all = blocks as readonly Json[];
  return {
    said: all.map(saidBySlack).join('').replace(/\s/g, ''),
    asked: all.filter(({ type }) => type === 'input').map((block) => ({
      key: text(block['block_id']), label: plainText(block['label']), optional: block['optional'] === true,
      options: list((block['element'] as Json)['options']).map((option) => `${text(option['value'])} ${plainText(option['text'])}`),
    })),
    offered: all.flatMap((block) => (block['type'] === 'actions' ? list(block['elements']) : block['accessory'] ? [block['accessory'] as Json] : [])).map(offeredBySlack),
  };
};

const roundsOf = (action: Json) => (action['data'] as Json)['rounds'] as Json;
const pressed = (action: Json): unknown => ('fill' in roundsOf(action) ? { arg: roundsOf(action)['fill'] } : roundsOf(action)['ref']);

const offeredByTeams = (action: Json): Offered => {
  if (action['type'] === 'Action.OpenUrl') return { label: text(action['title']), ref: null, url: text(action['url']), asksFirst: false };
  if (action['type'] !== 'Action.ShowCard') return { label: text(action['title']), ref: pressed(action), url: null, asksFirst: false };
  const [inner] = list((action['card'] as Json)['body']).flatMap((element) => list(element['actions']));
  return { label: text(action['title']), ref: inner && pressed(inner), url: null, asksFirst: true };
};

const elementsOf = (card: Json): Json[] => list(card['body']).flatMap((element) => (element['type'] === 'ColumnSet' ? list(element['columns']).flatMap((column) => list(column['items'])) : [element]));
const isPress = (action: Json) => action['type'] !== 'Action.Submit' && action['type'] !== 'Action.Execute' ? true : 'press' in roundsOf(action) || 'fill' in roundsOf(action);

/** An Adaptive Card. The ways to send and close a form are no offers of its content. */
export const fromTeams = (card: object): Heard => {
  const elements = elementsOf(card as Json);
  const inputs = elements.filter(({ type, id }) => text(type).startsWith('Input.') && !text(id).endsWith('.time'));
  return {
    said: elements.flatMap((element) => list(element['inlines'])).map((run) => text(run['text'])).join('').replace(/[\s\u2060]/g, ''),
    asked: inputs.map((input) => {
      const label = text(input['label']);
      return {
        key: text(input['id']), label: label.replace(/ \(optional\)$/, ''), optional: label.endsWith(' (optional)'),
        options: list(input['choices']).map((choice) => `${decodeURIComponent(text(choice['value']))} ${text(choice['title'])}`),
      };
    }),
    offered: elements.flatMap((element) => list(element['actions'])).filter(isPress).map(offeredByTeams),
  };
};
