import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { messageBlocks, viewDraft } from '../../adapters/playground/double/blocks/validate.js';
import { decodeAction, decodeMetadata, encodeAction, encodeMetadata } from '../../adapters/slack/codec.js';
import { lettersOf } from '../../adapters/slack/letters.js';
import { renderHome, renderMessage } from '../../adapters/slack/render-card.js';
import { renderForm } from '../../adapters/slack/render-form.js';
import type { ActionRef, Button, Control, Form, FormRef, Input, Line, Node, Option, Span } from '../../src/view/nodes.js';

let ids = 0;
const newId = () => `b${(ids += 1)}`;

// What people type, and what attackers do.
const nasty = fc.constantFrom('<!channel>', '<@U0MARIA>', '<#C0FRONT>', '<https://evil.example|Bank>', '*bold* _it_ ~no~ `code`', '> quote', ':pill: :+1:', '&amp; & <b>', 'مرحبا بكم', '👩‍⚕️🩺', '\n\n', ' ', '', 'x'.repeat(40_000), 'word '.repeat(8000));
const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), nasty, fc.tuple(nasty, fc.string(), nasty).map((parts) => parts.join('')));
const span: fc.Arbitrary<Span> = fc.oneof(text, text.map((strong) => ({ strong })), text.map((typed) => ({ typed })), fc.constant({ deed: 'bring_in' as const }), fc.record({ href: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)'), text), label: text }));
const lineOf = (spans: fc.Arbitrary<Span>): fc.Arbitrary<Line> => fc.oneof(text, fc.array(spans, { maxLength: 4 }));
const lines = fc.array(lineOf(span), { maxLength: 4 });

const ref: fc.Arbitrary<ActionRef> = fc.record({ task: fc.nat(), version: fc.nat(), arg: fc.string({ maxLength: 300 }) }, { requiredKeys: [] });
const formRef: fc.Arbitrary<FormRef> = fc.record({ form: fc.string({ maxLength: 300 }), task: fc.nat(), version: fc.nat(), arg: fc.string({ maxLength: 300 }) }, { requiredKeys: ['form'] });
const button: fc.Arbitrary<Button> = fc.record(
  {
    verb: fc.constantFrom('start', 'wait', 'done', 'more'),
    label: text,
    ref,
    style: fc.constantFrom('primary' as const, 'danger' as const),
    confirm: fc.record({ title: text, text, yes: text, no: text }),
    url: fc.webUrl(),
  },
  { requiredKeys: ['verb', 'label', 'ref'] },
);
const node: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text }),
  fc.record({ kind: fc.constant('text' as const), lines }),
  fc.record({ kind: fc.constant('small' as const), lines }),
  fc.record({ kind: fc.constant('row' as const), lines, button }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('divider' as const) }),
);
const nodes = fc.array(node, { maxLength: 120 });

const options: fc.Arbitrary<Option[]> = fc
  .tuple(fc.constantFrom(0, 1, 3, 10, 11, 100, 101, 250), text, fc.option(text, { nil: undefined }))
  .map(([count, label, about]) => Array.from({ length: count }, (_, index) => ({ value: `o${index}`, label: `${label}${index}`, ...(about !== undefined && { about }) })));
const chosen = fc.constantFrom('o0', 'o2', 'gone');
const control: fc.Arbitrary<Control> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), multiline: fc.boolean(), max: fc.integer({ min: 1, max: 9000 }), value: text, placeholder: text }, { requiredKeys: ['kind', 'multiline', 'max'] }),
  fc.record({ kind: fc.constant('number' as const), decimals: fc.boolean(), min: fc.nat(), value: fc.oneof(fc.nat(), fc.constant(0.1), fc.constant(1e9)) }, { requiredKeys: ['kind', 'decimals'] }),
  fc.record({ kind: fc.constant('date' as const), value: fc.constant('2026-11-24') }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('datetime' as const), value: fc.constant('2026-11-24T19:00:00.000Z') }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('choice' as const), style: fc.constantFrom('list' as const, 'radio' as const), options, value: chosen }, { requiredKeys: ['kind', 'style', 'options'] }),
  fc.record({ kind: fc.constant('choices' as const), options, value: fc.array(chosen) }, { requiredKeys: ['kind', 'options'] }),
  fc.record({ kind: fc.constantFrom('account' as const, 'channel' as const), value: fc.constantFrom('U0MARIA', 'C0FRONT') }, { requiredKeys: ['kind'] }),
);
const input = (key: string): fc.Arbitrary<Input> =>
  fc.record({ kind: fc.constant('input' as const), key: fc.constant(key), label: text, hint: text, optional: fc.boolean(), control, redraws: fc.boolean() }, { requiredKeys: ['kind', 'key', 'label', 'optional', 'control'] });
const form: fc.Arbitrary<Form> = fc.record(
  { name: fc.constant('task_form' as const), title: text, submit: text, close: text, ref: formRef, parts: fc.tuple(nodes, fc.tuple(...['a', 'b', 'c', 'd'].map(input))).map(([shown, asked]) => [...shown.slice(0, 60), ...asked]) },
  { requiredKeys: ['name', 'title', 'close', 'ref', 'parts'] },
);

const MARKDOWN = 'mrkdwn';
type Found = { type: string; text: string };
const texts = (value: unknown): Found[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && 'text' in value && typeof value.text === 'string' ? [{ type: String(value.type), text: value.text }] : [];
  return [...own, ...Object.values(value).flatMap(texts)];
};

/** mrkdwn as a person reads it: our own strong words and links drawn, then unescaped. */
const read = ({ type, text: shown }: Found) =>
  type !== MARKDOWN
    ? shown
    : shown.replace(/<https?:[^|>]*\|([^>]*)>/g, '$1').replace(/\*([^*]+)\*/g, '$1').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

describe('whatever is drawn', () => {
  test('a message stays within Slack’s limits', () => {
    fc.assert(fc.property(text, nodes, (summary, shown) => void messageBlocks(renderMessage({ summary, nodes: shown }).blocks, newId)));
  });

  test('a form and a home stay within Slack’s limits', () => {
    fc.assert(fc.property(form, (shown) => void viewDraft(renderForm(shown), 'modal', newId)));
    fc.assert(fc.property(nodes, (shown) => void viewDraft(renderHome({ nodes: shown }), 'home', newId)));
  });

  test('no letter in mrkdwn is a mark but our own', () => {
    fc.assert(
      fc.property(nodes, (shown) => {
        for (const { type, text: drawn } of texts(renderMessage({ summary: 's', nodes: shown }).blocks).filter((one) => one.type === MARKDOWN)) {
          expect(type).toBe(MARKDOWN);
          const bare = drawn.replace(/<https?:[^|>\s]*\|[^<>*_~`]*>/g, '').replace(/(^|[\s(·,;])\*[^*\n]+\*(?=$|[\s).,;·])/g, '$1');
          expect(bare).not.toMatch(/[<>*_~`]|:[\w+'-]+:/);
        }
      }),
    );
  });

  test('every letter of a short line is there, in its order', () => {
    const short = fc.oneof(fc.string({ minLength: 1, maxLength: 40 }), fc.constantFrom('<!channel>', '*bold*', 'a_b_c', ':pill:', '> x', '&lt;')).filter((one) => one.trim() !== '');
    const shortSpan: fc.Arbitrary<Span> = fc.oneof(short, short.map((strong) => ({ strong })), short.map((label) => ({ href: 'https://example.com/a|b?c=<d>&e', label })));
    const kind = fc.constantFrom('text' as const, 'small' as const, 'row' as const);
    fc.assert(
      fc.property(kind, fc.array(fc.array(shortSpan, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }), (as, spans) => {
        const shown: Node = as === 'row' ? { kind: as, lines: spans, button: { verb: 'open', label: 'Open', ref: {} } } : { kind: as, lines: spans };
        const { blocks } = renderMessage({ summary: 's', nodes: [shown] });
        const withoutButtons = blocks.map((block: KnownBlock) => ('accessory' in block ? { ...block, accessory: undefined } : block)).filter(({ type }) => type !== 'actions');
        expect(texts(withoutButtons).map(read).join('')).toBe(spans.map((one) => one.map(lettersOf).join('')).join('\n'));
      }),
      { numRuns: 500 },
    );
  });

  test('a button’s and a form’s references come back as they went', () => {
    fc.assert(fc.property(ref, (one) => expect(decodeAction(encodeAction(one))).toEqual(one)));
    fc.assert(fc.property(formRef, fc.boolean(), (one, home) => expect(decodeMetadata(encodeMetadata({ ref: one, home }))).toEqual({ ref: one, home })));
  });

  test('what is no reference of ours is none', () => {
    for (const value of ['', 'T-1', '{}x', '[]', '{"task":"1"}', '{"role":"admin"}']) expect(decodeAction(value)).toBeNull();
    for (const value of ['', '{}', '{"form":1}']) expect(decodeMetadata(value)).toBeNull();
  });
});
