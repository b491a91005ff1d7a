// The built-in classifier: offline, the same answer every time, and every answer with the words that led to it.
import type { TypeKey } from '../domain/playbook.js';
import { featuresOf } from './features.js';
import type { Feature } from './features.js';
import { LEXICON, lexiconOf, mentionsIn } from './lexicon.js';
import type { Mention } from './lexicon.js';
import { withoutMachineOrders } from './machine-orders.js';
import { NOT_A_TASK, readModel, scoresOf, shareOfOne } from './model.js';
import type { Model, Share } from './model.js';
import { speller } from './spelling.js';
import type { Span, TypeSuggestion } from './suggestion.js';
import { tokensOf } from './tokens.js';

export type Asked = {
  /** The types that may be suggested. */
  types: ReadonlySet<TypeKey>;
  /** Those that the place of the message makes likelier. */
  likelier: ReadonlySet<TypeKey>;
  /** The practice's own words, by type. */
  words: Readonly<Record<TypeKey, readonly string[]>>;
};

/** `not_a_task` stands among the types. The likeliest first; the confidences add up to 1. */
export type Classified = readonly TypeSuggestion[];
export type Classify = (text: string, asked: Asked) => Classified;

/** How much the channel counts, and a practice's own word, beside what the message says. People talk everywhere: the channel tells kinds of work apart, never work from talk. */
const CHANNEL = 1;
const OWN_WORD = 3;

const EVIDENCE = 3;
/** What adds less than this says nothing that a person would follow. */
const LEAST_SHARE = 0.05;

const overlaps = (one: Span, other: Span) => one.start < other.end && other.start < one.end;

/** The places that speak most for a type, in the order of the text. Pieces of words and punctuation explain nothing. */
const evidenceOf = (at: number, shares: readonly Share[], own: readonly Mention<string>[]): Span[] => {
  const explains = ({ name, start, end }: Feature) => end > start && !/^[~^]/.test(name) && !/^[#?!:".]/.test(name);
  const strongest = shares
    .filter(({ feature, adds }) => explains(feature) && (adds[at] ?? 0) > LEAST_SHARE)
    .sort((a, b) => (b.adds[at] ?? 0) - (a.adds[at] ?? 0))
    .map(({ feature: { start, end } }) => ({ start, end }));
  const kept: Span[] = [];
  for (const { start, end } of [...own, ...strongest]) {
    if (kept.length < EVIDENCE && !kept.some((span) => overlaps(span, { start, end }))) kept.push({ start, end });
  }
  return kept.sort((a, b) => a.start - b.start);
};

/** Makes the classifier: up to half a second, once; a message then takes about one. */
export const makeClassify = (model: Model = readModel()): Classify => {
  const mend = speller(LEXICON.words);
  return (whole, { types, likelier, words }) => {
    const text = withoutMachineOrders(whole);
    const features = featuresOf(text, mend);
    const { scores, shares } = scoresOf(features, model);
    const mentions = mentionsIn(tokensOf(text), lexiconOf<string>(Object.fromEntries(Object.entries(words).map(([type, list]) => [type, list.join(',')]))));
    const ownOf = (type: TypeKey) => mentions.filter(({ concept }) => concept === type);
    // A type of the practice's own is not in the model: its words alone speak for it.
    const usual = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const allowed = [...new Set([...types, NOT_A_TASK])];
    const scored = allowed.map((type) => {
      const at = model.types.indexOf(type);
      return { type, at, score: (scores[at] ?? usual) + (likelier.size > 0 && (type === NOT_A_TASK || likelier.has(type)) ? CHANNEL : 0) + OWN_WORD * Math.min(ownOf(type).length, 2) };
    });
    const confidences = shareOfOne(scored.map(({ score }) => score));
    return scored
      .map(({ type, at }, index) => ({ type, confidence: confidences[index] ?? 0, evidence: evidenceOf(at, shares, ownOf(type)) }))
      .sort((a, b) => b.confidence - a.confidence || a.type.localeCompare(b.type));
  };
};
