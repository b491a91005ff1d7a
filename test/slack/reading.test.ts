import { describe, expect, test } from '@jest/globals';
import { readAnswers, readForm, SentView } from '../../adapters/slack/read-form.js';
import { readText } from '../../adapters/slack/read-text.js';

describe('a sent view', () => {
  const state = (values: Record<string, object>) => ({ state: { values: Object.fromEntries(Object.entries(values).map(([key, element]) => [key, { value: element }])) } });
  const answers = (values: Record<string, object>) => readAnswers(SentView.pick({ state: true }).parse(state(values)));

  test('gives each kind of answer by its key', () => {
    expect(
      answers({
        note: { type: 'plain_text_input', value: 'call <!channel>' },
        hours: { type: 'number_input', value: '1.5' },
        chase: { type: 'datepicker', selected_date: '2026-11-24' },
        due: { type: 'datetimepicker', selected_date_time: 1795546800 },
        type: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'A' }, value: 'a' } },
        owner: { type: 'external_select', selected_option: { value: 'dana' } },
        priority: { type: 'radio_buttons', selected_option: { value: 'high' } },
        person: { type: 'users_select', selected_user: 'U0DANA' },
        channel: { type: 'conversations_select', selected_conversation: 'C0FRONT' },
        places: { type: 'multi_static_select', selected_options: [{ value: 'main' }, { value: 'north' }] },
      }),
    ).toEqual({ note: 'call <!channel>', hours: '1.5', chase: '2026-11-24', due: '2026-11-24T19:00:00.000Z', type: 'a', owner: 'dana', priority: 'high', person: 'U0DANA', channel: 'C0FRONT', places: ['main', 'north'] });
  });

  test('leaves out what is empty', () => {
    expect(
      answers({
        note: { type: 'plain_text_input', value: null }, blank: { type: 'plain_text_input', value: '' }, chase: { type: 'datepicker', selected_date: null }, due: { type: 'datetimepicker', selected_date_time: null },
        type: { type: 'static_select', selected_option: null }, places: { type: 'multi_static_select', selected_options: [] },
      }),
    ).toEqual({});
  });

  test('that is none of today’s forms is none', () => {
    expect(readForm({ callback_id: 'old_form', private_metadata: '{"form":"f1"}' })).toBeNull();
    expect(readForm({ callback_id: 'done_form', private_metadata: 'f1' })).toBeNull();
    expect(readForm({ callback_id: 'done_form', private_metadata: '{"form":"f1","task":1,"home":true}' })).toEqual({ name: 'done_form', ref: { form: 'f1', task: 1 }, home: true });
  });
});

describe('a message’s text', () => {
  test.each([
    ['Tom &amp; &lt;!channel&gt;', 'Tom & <!channel>'],
    ['&amp;lt;', '&lt;'],
    ['ask <@U0DANA> or <@U0DANA|dana> in <#C0FRONT|front-desk>', 'ask @U0DANA or @dana in #front-desk'],
    ['<!here> <!subteam^S1|@billing>', '@here @billing'],
    ['<https://a.example/?a=1&amp;b=2> and <https://a.example|the form>', 'https://a.example/?a=1&b=2 and the form (https://a.example)'],
    ['<mailto:x@a.example|x@a.example> <tel:5551234|555-1234>', 'x@a.example 555-1234 (5551234)'],
  ])('%j reads %j', (sent, letters) => expect(readText(sent)).toBe(letters));
});
