// One neutral view beside what Slack gets: judged by eye, and by the limits of the property tests.
import { describe, expect, test } from '@jest/globals';
import { clip, MORE } from '../../adapters/slack/letters.js';
import { renderMessage } from '../../adapters/slack/render-card.js';
import { renderForm } from '../../adapters/slack/render-form.js';
import type { Button, Input, Message } from '../../src/view/nodes.js';

const press = (verb: string, label: string, extra: Partial<Button> = {}): Button => ({ verb, label, ref: { task: 12, version: 3 }, ...extra });
const value = '{"task":12,"version":3}';
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

describe('a card', () => {
  const card: Message = {
    summary: 'A task needs you: T-12 <3',
    nodes: [
      { kind: 'text', lines: [[{ strong: 'T-12 Reschedule' }], 'Dr *Patel* · <!channel>'] },
      { kind: 'buttons', buttons: [press('start', 'Start', { style: 'primary' }), press('cancel', 'Cancel…', { style: 'danger', confirm: { title: 'Cancel T-12?', text: 'Its due date is lost.', yes: 'Cancel it', no: 'Keep it' } })] },
      { kind: 'small', lines: [['Asked by Maria · ', { href: 'https://a.example/p1', label: 'open the source' }]] },
    ],
  };

  test('is rich text, buttons and a context line', () => {
    expect(renderMessage(card)).toEqual({
      text: 'A task needs you: T-12 &lt;3',
      blocks: [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'T-12 Reschedule', style: { bold: true } }, { type: 'text', text: '\n' }, { type: 'text', text: 'Dr *Patel* · <!channel>' }] }],
        },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'task:start', text: plain('Start'), value, style: 'primary' },
            {
              type: 'button', action_id: 'task:cancel', text: plain('Cancel…'), value, style: 'danger',
              confirm: { title: plain('Cancel T-12?'), text: plain('Its due date is lost.'), confirm: plain('Cancel it'), deny: plain('Keep it'), style: 'danger' },
            },
          ],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'Asked by Maria · <https://a.example/p1|open the source>', verbatim: true }] },
      ],
    });
  });

  test('puts the same button twice in two blocks, and a link’s button without a value', () => {
    const { blocks } = renderMessage({ summary: 's', nodes: [{ kind: 'buttons', buttons: [press('open', 'A'), press('open', 'B', { url: 'https://a.example/' })] }] });
    expect(blocks).toEqual([
      { type: 'actions', elements: [{ type: 'button', action_id: 'task:open', text: plain('A'), value }] },
      { type: 'actions', elements: [{ type: 'button', action_id: 'task:open', text: plain('B'), url: 'https://a.example/' }] },
    ]);
  });

  test.each([
    ['is strong where no letter could be a mark', 'due Tue 2 pm', { type: 'mrkdwn', text: '*T-12* due Tue 2 pm', verbatim: true }],
    ['is letters where one could', 'Dr *Patel*', plain('T-12 Dr *Patel*')],
  ])('a row %s', (_name, rest, text) => {
    const { blocks } = renderMessage({ summary: 's', nodes: [{ kind: 'row', lines: [[{ strong: 'T-12' }, ` ${rest}`]], button: press('open', 'Open') }] });
    expect(blocks).toEqual([{ type: 'section', text, accessory: { type: 'button', action_id: 'task:open', text: plain('Open'), value } }]);
  });

  test('that is too long keeps its buttons and says where the rest is', () => {
    const long = Array.from({ length: 60 }, () => ({ kind: 'text' as const, lines: ['word '.repeat(100)] }));
    const { blocks } = renderMessage({ summary: 's', nodes: [...long, { kind: 'buttons', buttons: [press('list_on', 'Next 10')] }] });
    expect(blocks).toHaveLength(50);
    expect(blocks.slice(-2)).toEqual([{ type: 'context', elements: [plain(MORE)] }, { type: 'actions', elements: [{ type: 'button', action_id: 'task:list_on', text: plain('Next 10'), value }] }]);
  });
});

describe('a form', () => {
  const input = (key: string, control: Input['control'], extra: Partial<Input> = {}): Input => ({ kind: 'input', key, label: key, optional: false, control, ...extra });
  const drawn = (...parts: Input[]) => renderForm({ name: 'task_form', title: 'New task', close: 'Cancel', ref: { form: 'f1', task: 12 }, parts }).blocks;
  const many = Array.from({ length: 101 }, (_, index) => ({ value: `o${index}`, label: `Option ${index}` }));

  test('carries its name, its ref, and a way to send it', () => {
    expect(renderForm({ name: 'done_form', title: 'A title that is far too long for Slack', close: 'Back', ref: { form: 'f1', task: 12 }, parts: [input('note', { kind: 'text', multiline: true, max: 9000 })] })).toMatchObject({
      callback_id: 'done_form',
      private_metadata: '{"form":"f1","task":12}',
      title: plain('A title that is far too…'),
      submit: plain('Save'),
      blocks: [{ type: 'input', block_id: 'note', element: { type: 'plain_text_input', action_id: 'value', multiline: true, max_length: 3000 } }],
    });
  });

  test('draws each control', () => {
    expect(
      drawn(
        input('hours', { kind: 'number', decimals: true, min: 0, value: 1.5 }),
        input('chase', { kind: 'date', value: '2026-11-24' }),
        input('due', { kind: 'datetime', value: '2026-11-24T19:00:00.000Z' }),
        input('type', { kind: 'choice', style: 'list', options: [{ value: 'a', label: 'A' }], value: 'a' }, { redraws: true }),
        input('priority', { kind: 'choice', style: 'radio', options: [{ value: 'urgent', label: 'Urgent', about: 'Harm, or treatment stopped' }] }),
        input('owner', { kind: 'choice', style: 'list', options: many, value: 'o100' }),
        input('places', { kind: 'choices', options: [{ value: 'main', label: 'Main' }], value: ['main'] }),
      ),
    ).toMatchObject([
      { element: { type: 'number_input', is_decimal_allowed: true, min_value: '0', initial_value: '1.5' } },
      { element: { type: 'datepicker', initial_date: '2026-11-24' } },
      { element: { type: 'datetimepicker', initial_date_time: 1795546800 } },
      { dispatch_action: true, element: { type: 'static_select', initial_option: { text: plain('A'), value: 'a' } } },
      { element: { type: 'radio_buttons', options: [{ text: plain('Urgent'), value: 'urgent', description: plain('Harm, or treatment stopped') }] } },
      { element: { type: 'external_select', min_query_length: 0, initial_option: { value: 'o100' } } },
      { element: { type: 'multi_static_select', initial_options: [{ value: 'main' }] } },
    ]);
  });

  test('says that there is nothing to choose from', () => {
    expect(drawn(input('Owner', { kind: 'choice', style: 'list', options: [] }))).toMatchObject([{ type: 'context', elements: [{ text: expect.stringContaining('Owner: there is nothing to choose from') }] }]);
  });
});

describe('a text that is cut', () => {
  test.each([
    ['one two three', 13, 'one two three'],
    ['one two three', 12, 'one two…'],
    ['unbroken-word', 6, 'unbro…'],
    ['🩺🩺🩺', 4, '🩺…'],
  ])('%j in %i characters is %j', (text, max, expected) => expect(clip(text, max)).toBe(expected));
});
