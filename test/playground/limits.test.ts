import { describe, expect, test } from '@jest/globals';
import { messageBlocks, viewDraft } from '../../adapters/playground/double/blocks/validate.js';
import { SlackError } from '../../adapters/playground/double/slack-error.js';

const newId = () => 'generated';
const x = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const option = (value: string | number, text = `Option ${value}`) => ({ text: plain(text), value: String(value) });
const section = (extra: object = { text: plain('words') }) => ({ type: 'section', ...extra });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const button = (extra: object = {}) => ({ type: 'button', text: plain('Press'), ...extra });
const select = (extra: object = {}) => ({ type: 'static_select', options: [option('a')], ...extra });
const input = (element: object, extra: object = {}) => ({ type: 'input', label: plain('Label'), element, ...extra });
const typed = (extra: object = {}) => ({ type: 'plain_text_input', ...extra });
const modal = (extra: object = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Save'), blocks: [section()], ...extra });

const refusal = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (error instanceof SlackError) return error.message;
    throw error;
  }
};
const message = (...blocks: object[]) => refusal(() => messageBlocks(blocks, newId));
const view = (extra: object) => refusal(() => viewDraft(modal(extra), 'modal', newId));

describe('blocks of a message', () => {
  const limits: [string, object[], object[], string][] = [
    ['50 blocks', times(50, () => ({ type: 'divider' })), times(51, () => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['section text 3000', [section({ text: plain(x(3000)) })], [section({ text: plain(x(3001)) })], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ['no empty text', [section()], [section({ text: plain('') })], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section says something', [section()], [section({})], 'missing required field: text or fields'],
    ['10 fields', [section({ fields: times(10, () => plain('f')) })], [section({ fields: times(11, () => plain('f')) })], 'no more than 10 items allowed [json-pointer:/blocks/0/fields]'],
    ['field 2000', [section({ fields: [plain(x(2000))] })], [section({ fields: [plain(x(2001))] })], '/blocks/0/fields/0/text'],
    ['header 150', [{ type: 'header', text: plain(x(150)) }], [{ type: 'header', text: plain(x(151)) }], 'must be less than 151 characters'],
    ['header is plain', [{ type: 'header', text: plain('h') }], [{ type: 'header', text: { type: 'mrkdwn', text: 'h' } }], '/blocks/0/text/type'],
    ['25 actions', [actions(...times(25, () => button()))], [actions(...times(26, () => button()))], 'no more than 25 items allowed [json-pointer:/blocks/0/elements]'],
    ['button text 75', [actions(button({ text: plain(x(75)) }))], [actions(button({ text: plain(x(76)) }))], 'must be less than 76 characters'],
    ['button text is plain', [actions(button())], [actions(button({ text: { type: 'mrkdwn', text: 'b' } }))], '/text/type'],
    ['button value 2000', [actions(button({ value: x(2000) }))], [actions(button({ value: x(2001) }))], '/elements/0/value'],
    ['button style', [actions(button({ style: 'danger' }))], [actions(button({ style: 'red' }))], 'must be one of: primary, danger'],
    ['action_id 255', [actions(button({ action_id: x(255) }))], [actions(button({ action_id: x(256) }))], '/elements/0/action_id'],
    ['action_id once a block', [actions(button({ action_id: 'a' }), button({ action_id: 'b' }))], [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))], '`action_id` `a` already exists'],
    ['block_id 255', [section({ text: plain('t'), block_id: x(255) })], [section({ text: plain('t'), block_id: x(256) })], '/blocks/0/block_id'],
    ['block_id once', [{ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'b' }], [{ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }], '`block_id` `a` already exists [json-pointer:/blocks/1/block_id]'],
    ['100 options', [actions(select({ options: times(100, option) }))], [actions(select({ options: times(101, option) }))], 'no more than 100 items allowed'],
    ['an option at least', [actions(select())], [actions(select({ options: [] }))], 'no fewer than 1 items required'],
    ['option text 75', [actions(select({ options: [option('a', x(75))] }))], [actions(select({ options: [option('a', x(76))] }))], '/options/0/text/text'],
    ['option value 150', [actions(select({ options: [option(x(150), 'o')] }))], [actions(select({ options: [option(x(151), 'o')] }))], '/options/0/value'],
    ['option description 75', [actions(select({ options: [{ ...option('a'), description: plain(x(75)) }] }))], [actions(select({ options: [{ ...option('a'), description: plain(x(76)) }] }))], '/description/text'],
    ['initial option is offered', [actions(select({ initial_option: option('a') }))], [actions(select({ initial_option: option('a', 'Other words') }))], 'must be one of the provided options'],
    ['options or groups', [actions(select())], [actions(select({ option_groups: [{ label: plain('g'), options: [option('b')] }] }))], 'either options or option_groups'],
    ['placeholder 150', [actions(select({ placeholder: plain(x(150)) }))], [actions(select({ placeholder: plain(x(151)) }))], '/placeholder/text'],
    ['overflow 2 at least', [actions({ type: 'overflow', options: times(2, option) })], [actions({ type: 'overflow', options: times(1, option) })], 'no fewer than 2 items required'],
    ['overflow 5 at most', [actions({ type: 'overflow', options: times(5, option) })], [actions({ type: 'overflow', options: times(6, option) })], 'no more than 5 items allowed'],
    ['radio buttons 10', [actions({ type: 'radio_buttons', options: times(10, option) })], [actions({ type: 'radio_buttons', options: times(11, option) })], 'no more than 10 items allowed'],
    ['checkboxes 10', [actions({ type: 'checkboxes', options: times(10, option) })], [actions({ type: 'checkboxes', options: times(11, option) })], 'no more than 10 items allowed'],
    ['context 10', [{ type: 'context', elements: times(10, () => plain('c')) }], [{ type: 'context', elements: times(11, () => plain('c')) }], 'no more than 10 items allowed'],
    ['label 2000', [input(typed(), { label: plain(x(2000)) })], [input(typed(), { label: plain(x(2001)) })], '/label/text'],
    ['hint 2000', [input(typed(), { hint: plain(x(2000)) })], [input(typed(), { hint: plain(x(2001)) })], '/hint/text'],
    ['text 3000', [input(typed({ max_length: 3000 }))], [input(typed({ max_length: 3001 }))], '/element/max_length'],
    ['confirm title 100', [actions(button({ confirm: { title: plain('t'), text: plain('t'), confirm: plain('y'), deny: plain('n') } }))], [actions(button({ confirm: { title: plain(x(101)), text: plain('t'), confirm: plain('y'), deny: plain('n') } }))], '/confirm/title/text'],
    ['no text field among actions', [input(typed())], [actions(typed())], 'unsupported type, or not allowed here'],
    ['no multi-select among actions', [section({ text: plain('t'), accessory: { type: 'multi_static_select', options: [option('a')] } })], [actions({ type: 'multi_static_select', options: [option('a')] })], 'unsupported type'],
    ['known blocks only', [{ type: 'divider' }], [{ type: 'carousel' }], 'unsupported type'],
    ['known properties only', [section()], [section({ text: plain('t'), colour: 'red' })], 'invalid additional property: colour'],
    ['dates', [input({ type: 'datepicker', initial_date: '2026-11-24' })], [input({ type: 'datepicker', initial_date: '24.11.2026' })], 'must be a date like 2026-11-24'],
  ];
  test.each(limits)('%s', (_name, fine, tooMuch, complaint) => {
    expect(message(...fine)).toBe('accepted');
    expect(message(...tooMuch)).toContain('invalid_blocks: [ERROR]');
    expect(message(...tooMuch)).toContain(complaint);
  });

  test('all words together stay under 13,200 characters', () => {
    const filled = (count: number, rest: number) => [...times(count, () => section({ text: plain(x(2900)) })), section({ text: plain(x(rest)) })];
    expect(message(...filled(4, 1400))).toBe('accepted');
    expect(message(...filled(4, 1700))).toBe('msg_blocks_too_long');
  });

  test('nameless blocks and elements are named', () => {
    expect(messageBlocks([actions(button())], newId)).toMatchObject([{ block_id: 'generated', elements: [{ action_id: 'generated' }] }]);
  });
});

describe('views', () => {
  const limits: [string, object, object, string][] = [
    ['100 blocks', { blocks: times(100, () => section()) }, { blocks: times(101, () => section()) }, 'no more than 100 items allowed [json-pointer:/view/blocks]'],
    ['title 24', { title: plain(x(24)) }, { title: plain(x(25)) }, 'must be less than 25 characters [json-pointer:/view/title/text]'],
    ['submit 24', { submit: plain(x(24)) }, { submit: plain(x(25)) }, '/view/submit/text'],
    ['close 24', { close: plain(x(24)) }, { close: plain(x(25)) }, '/view/close/text'],
    ['private_metadata 3000', { private_metadata: x(3000) }, { private_metadata: x(3001) }, '/view/private_metadata'],
    ['callback_id 255', { callback_id: x(255) }, { callback_id: x(256) }, '/view/callback_id'],
    ['a title', { title: plain('t') }, { title: undefined }, 'missing required field: title'],
    ['input needs submit', { blocks: [input(typed())] }, { blocks: [input(typed())], submit: undefined }, 'missing required field: submit'],
    ['one focus', { blocks: [input(typed({ focus_on_load: true }))] }, { blocks: times(2, () => input(typed({ focus_on_load: true }))) }, 'only one element may set focus_on_load'],
    ['no message-only blocks', {}, { blocks: [{ type: 'markdown', text: 'm' }] }, 'unsupported type'],
  ];
  test.each(limits)('%s', (_name, fine, tooMuch, complaint) => {
    expect(view(fine)).toBe('accepted');
    expect(view(tooMuch)).toContain('invalid_arguments: [ERROR]');
    expect(view(tooMuch)).toContain(complaint);
  });

  test('250 KB at most', () => {
    expect(view({ blocks: times(100, () => section({ text: plain(x(2400)) })) })).toBe('accepted');
    expect(view({ blocks: times(100, () => section({ text: plain(x(2600)) })) })).toBe('view_too_large');
  });
});
