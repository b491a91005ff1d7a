import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AdaptiveCard } from '../../adapters/teams/card.js';
import { decodeData, encodeData } from '../../adapters/teams/codec.js';
import { bytesOf, CARD_BYTES } from '../../adapters/teams/fit.js';
import { lettersOf } from '../../adapters/teams/letters.js';
import { readAnswers } from '../../adapters/teams/read-form.js';
import { renderMessage } from '../../adapters/teams/render-card.js';
import { renderForm } from '../../adapters/teams/render-form.js';
import { BUTTONS_LIMIT } from '../../adapters/teams/render-nodes.js';
import type { ActionRef, Button, Control, Form, Input, Node, Option, Span, Standing } from '../../src/view/nodes.js';
import { faultsOf } from './support/schema.js';

// What people type, and what attackers do.
const nasty = fc.constantFrom('<at>Maria</at>', '@Everyone', '**bold** _it_', '[Bank](https://evil.example)', '# heading', '- item', '1. one', '{{DATE(2026-11-30T14:00:00Z, SHORT)}}', '&lt;b&gt;', '👩‍⚕️🩺', '\n\n', '', 'x'.repeat(4000));
const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), nasty, fc.tuple(nasty, fc.string(), nasty).map((parts) => parts.join('')));
const span: fc.Arbitrary<Span> = fc.oneof(text, text.map((strong) => ({ strong })), text.map((typed) => ({ typed })), fc.constant({ deed: 'bring_in' as const }), fc.record({ href: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)'), text), label: text }));
const lines = fc.array(fc.oneof(text, fc.array(span, { maxLength: 4 })), { maxLength: 4 });
const ref: fc.Arbitrary<ActionRef> = fc.record({ task: fc.nat(), version: fc.nat(), arg: fc.string({ maxLength: 300 }) }, { requiredKeys: [] });
const button: fc.Arbitrary<Button> = fc.record(
  { verb: fc.constantFrom('start', 'wait', 'more'), label: text, ref, style: fc.constantFrom('primary' as const, 'danger' as const), confirm: fc.record({ title: text, text, yes: text, no: text }), url: fc.webUrl() },
  { requiredKeys: ['verb', 'label', 'ref'] },
);
const node: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text }),
  fc.record({ kind: fc.constantFrom('text' as const, 'small' as const), lines }),
  fc.record({ kind: fc.constant('row' as const), lines, button }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('divider' as const) }),
);
const nodes = fc.array(node, { maxLength: 60 });
const standing: fc.Arbitrary<Standing> = fc.oneof(
  fc.constant({ show: 'home' as const }), fc.record({ show: fc.constant('task' as const), task: fc.nat() }),
  fc.record({ show: fc.constant('notice' as const), key: fc.string({ maxLength: 200 }), news: fc.nat() }, { requiredKeys: ['show', 'key'] }),
);
const place = fc.constantFrom({ in: 'message' as const, dialogs: true }, { in: 'message' as const, dialogs: false }, { in: 'dialog' as const });

const options: fc.Arbitrary<Option[]> = fc.tuple(fc.constantFrom(0, 1, 3, 10, 101), text).map(([count, label]) => Array.from({ length: count }, (_, index) => ({ value: `o${index}`, label: `${label.slice(0, 90)}${index}` })));
const controls: { [Kind in Control['kind']]: fc.Arbitrary<Extract<Control, { kind: Kind }>> } = {
  text: fc.record({ kind: fc.constant('text' as const), multiline: fc.boolean(), max: fc.integer({ min: 1, max: 9000 }), value: text, placeholder: text }, { requiredKeys: ['kind', 'multiline', 'max'] }),
  number: fc.record({ kind: fc.constant('number' as const), decimals: fc.boolean(), min: fc.nat(), value: fc.nat() }, { requiredKeys: ['kind', 'decimals'] }),
  date: fc.record({ kind: fc.constant('date' as const), value: fc.constant('2026-11-24') }, { requiredKeys: ['kind'] }),
  datetime: fc.record({ kind: fc.constant('datetime' as const), value: fc.constant('2026-11-24T19:00:00.000Z') }, { requiredKeys: ['kind'] }),
  choice: fc.record({ kind: fc.constant('choice' as const), style: fc.constantFrom('list' as const, 'radio' as const), options, value: fc.constantFrom('o0', 'gone') }, { requiredKeys: ['kind', 'style', 'options'] }),
  choices: fc.record({ kind: fc.constant('choices' as const), options, value: fc.constant(['o0', 'o2']) }, { requiredKeys: ['kind', 'options'] }),
  account: fc.record({ kind: fc.constant('account' as const), value: fc.uuid() }, { requiredKeys: ['kind'] }),
  channel: fc.record({ kind: fc.constant('channel' as const), value: fc.constant('19:abc@thread.tacv2') }, { requiredKeys: ['kind'] }),
};
const input = (key: string): fc.Arbitrary<Input> =>
  fc.record({ kind: fc.constant('input' as const), key: fc.constant(key), label: text, hint: text, optional: fc.boolean(), control: fc.oneof(...Object.values(controls)), redraws: fc.boolean() }, { requiredKeys: ['kind', 'key', 'label', 'optional', 'control'] });
const form: fc.Arbitrary<Form> = fc.tuple(fc.array(node, { maxLength: 5 }), fc.tuple(...['a', 'b', 'c'].map(input)), text).map(([shown, asked, title]) => ({ name: 'task_form', title, close: 'Close', ref: { form: 'f1' }, parts: [...shown, ...asked] }));

const parts = (value: unknown): Record<string, unknown>[] => (typeof value !== 'object' || value === null ? [] : [value as Record<string, unknown>, ...Object.values(value).flatMap(parts)]);
const runsOf = (card: AdaptiveCard) => parts(card).filter(({ type }) => type === 'TextRun').map((run) => String(run['text']));

describe('whatever is drawn', () => {
  test('a message fits the schema, Teams’ size and its buttons a row', () => {
    fc.assert(fc.property(nodes, place, fc.option(standing, { nil: undefined }), (shown, where, known) => {
      const { card } = renderMessage({ summary: 's', nodes: shown, ...(known && { standing: known }) }, where);
      expect(faultsOf(card)).toEqual([]);
      expect(bytesOf(card)).toBeLessThanOrEqual(CARD_BYTES);
      for (const { type, actions } of parts(card)) if (type === 'ActionSet') expect((actions as unknown[]).length).toBeLessThanOrEqual(BUTTONS_LIMIT);
    }), { numRuns: 60 });
  });

  test('a form of every kind of input fits the schema', () => {
    fc.assert(fc.property(form, place, (shown, where) => expect(faultsOf(renderForm(shown, { place: where, zone: 'America/New_York' }).card)).toEqual([])), { numRuns: 60 });
  });

  test('no text stands where Teams reads markdown, and none becomes a date', () => {
    fc.assert(fc.property(nodes, place, (shown, where) => {
      const { card } = renderMessage({ summary: 's', nodes: shown }, where);
      expect(parts(card).filter(({ type }) => type === 'TextBlock')).toEqual([]);
      expect(JSON.stringify(card)).not.toMatch(/\{\{(DATE|TIME)\(/);
    }), { numRuns: 60 });
  });

  test('every letter of a short line is there, in its order', () => {
    const short = fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.constantFrom('**b**', '[x](y)', '{{DATE(1)}}', '<at>a</at>')).filter((one) => one.trim() !== '');
    fc.assert(fc.property(fc.array(fc.array(fc.oneof(short, short.map((strong) => ({ strong }))), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), (spans) => {
      const { card } = renderMessage({ summary: 's', nodes: [{ kind: 'text', lines: spans }] }, { in: 'message', dialogs: true });
      expect(runsOf(card).join('').replaceAll('\u2060', '')).toBe(spans.map((one) => one.map(lettersOf).join('')).join('').replace(/[\r\n]/g, ''));
    }));
  });

  test('a link that is no web address is letters', () => {
    fc.assert(fc.property(fc.constantFrom('javascript:alert(1)', 'data:text/html,x', 'not a link'), (href) => {
      const { card } = renderMessage({ summary: 's', nodes: [{ kind: 'text', lines: [[{ href, label: 'x' }]] }] }, { in: 'message', dialogs: true });
      expect(JSON.stringify(card)).not.toContain('OpenUrl');
    }));
  });
});

describe('what comes back', () => {
  test('a press is what it was', () => {
    fc.assert(fc.property(ref, fc.string({ minLength: 1, maxLength: 20 }), (given, press) => expect(decodeData(JSON.parse(JSON.stringify(encodeData({ press, ref: given }))))).toEqual({ press, ref: given })));
  });

  test('a card that asks for itself asks for what it stood for', () => {
    fc.assert(fc.property(standing, (refresh) => expect(decodeData(JSON.parse(JSON.stringify(encodeData({ refresh }))))).toEqual({ refresh })));
    expect(decodeData({ rounds: { refresh: { show: 'task', task: 1, person: 'maria' } } })).toBeNull();
  });

  test('what is none of ours is nothing', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(decodeData({ rounds: { odd: value } })).toBeNull()));
    expect(decodeData({ rounds: { press: 'start', ref: { task: 1, owner: 'me' } } })).toBeNull();
  });

  const asks = { due: 'datetime', where: 'channel', many: 'choices', note: 'text', who: 'account' } as const;

  test('a day and a time are one moment of the practice’s zone, also on the day on which clocks change', () => {
    expect(readAnswers({ due: '2026-11-30', 'due.time': '14:30' }, asks, 'America/New_York')).toEqual({ answers: { due: '2026-11-30T19:30:00.000Z' }, errors: {} });
    expect(readAnswers({ due: '2026-03-08', 'due.time': '02:30' }, asks, 'America/New_York').answers).toEqual({ due: '2026-03-08T07:00:00.000Z' });
  });

  test.each([{ due: '2026-11-30' }, { 'due.time': '14:30' }, { due: 'soon', 'due.time': 'later' }])('half a moment is told beside its field', (given) => {
    expect(readAnswers(given, asks, 'America/New_York')).toEqual({ answers: {}, errors: { due: 'Please give both the day and the time.' } });
  });

  test('a channel’s link is its id, several answers are several, and what was not asked is left out', () => {
    const data = { where: 'https://teams.microsoft.com/l/channel/19%3Aabc_1%40thread.tacv2/Front%20desk?groupId=1', many: 'a,b', note: '  ', other: 'x', who: 'u-1' };
    expect(readAnswers(data, asks, 'America/New_York').answers).toEqual({ where: '19:abc_1@thread.tacv2', many: ['a', 'b'], who: 'u-1' });
  });
});
