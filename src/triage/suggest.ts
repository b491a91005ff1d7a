// A suggestion from the built-in classifier: types, priority, and whether there is a second request.
import { usableTypes } from '../domain/playbook.js';
import type { Playbook, TypeKey } from '../domain/playbook.js';
import { likelierIn } from './channel.js';
import type { Place } from './channel.js';
import { makeClassify } from './classify.js';
import type { Asked, Classify } from './classify.js';
import { LEXICON, mentionsIn } from './lexicon.js';
import { NOT_A_TASK, readModel } from './model.js';
import { priorityOf } from './priority.js';
import { CLEAR, LIKELY_NO_TASK } from './suggestion.js';
import type { Suggestion } from './suggestion.js';
import { tokensOf } from './tokens.js';

export type SuggestFor = {
  playbook: Playbook;
  place: Place;
};
export type Suggest = (text: string, scene: SuggestFor) => Suggestion;

const MOST_TYPES = 3;
/** Less than this is a guess that helps nobody. */
const LEAST = 0.02;
/** So sure is the part of the first request; the other's, which the person is asked about, is surer: `CLEAR`. */
const FAIRLY_CLEAR = 0.5;
const SHORTEST_REQUEST = 4;

/** Where another request may begin: a sentence, "also", or an "and" before what asks. */
const PARTS = /(?:[.!?;\n]+\s+|\s+(?:also|and also|plus|and after that|second(?:ly)?|p\.?s\.?)[,:]?\s+|\s+and\s+(?=(?:can|could|please|pls|order|send|call|we|need|somebody|someone|the|he|she)\b))/i;

/** Whether a part asks for something: "First visit is on Thursday" only tells; "heater is out, call maintenance" asks. */
const asks = (part: string) => /\bcall\b/i.test(part) || mentionsIn(tokensOf(part), LEXICON).some(({ concept }) => concept === 'ask');

/** The type of another request in the message, where two parts of it are clearly of different work and the other asks for it. */
const secondIn = (text: string, asked: Asked, classify: Classify, main: TypeKey | undefined): TypeKey | null => {
  const parts = text.split(PARTS).filter((part) => part.trim().split(/\s+/).length >= SHORTEST_REQUEST);
  if (parts.length < 2) return null;
  const said = parts
    .flatMap((part) => classify(part, asked).slice(0, 1).map(({ type, confidence }) => ({ type, confidence, part })))
    .filter(({ type, confidence, part }) => type === main ? confidence >= FAIRLY_CLEAR : type !== NOT_A_TASK && confidence >= CLEAR && asks(part));
  return said.some(({ type }) => type === main) ? (said.find(({ type }) => type !== main)?.type ?? null) : null;
};

/** Makes the suggester of a model. */
export const makeSuggest = (classify: Classify, version: string): Suggest =>
  (text, { playbook, place }) => {
    const usable = usableTypes(playbook);
    const words = Object.fromEntries(usable.flatMap(({ key, words: own }) => (own.length === 0 ? [] : [[key, own]])));
    const asked: Asked = { types: new Set(usable.map(({ key }) => key)), likelier: likelierIn(place, playbook), words };
    const classified = classify(text, asked);
    const notATask = classified.find(({ type }) => type === NOT_A_TASK)?.confidence ?? 0;
    const types = classified.filter(({ type, confidence }) => type !== NOT_A_TASK && confidence >= LEAST).slice(0, MOST_TYPES);
    return {
      origin: `built-in@${version}`, types, notATask,
      priority: notATask >= LIKELY_NO_TASK ? 'low' : priorityOf(text),
      second: notATask >= LIKELY_NO_TASK ? null : secondIn(text, asked, classify, types[0]?.type),
    };
  };

/** The suggester that comes with Rounds. Reading it takes a tenth of a second and five megabytes: it is read when it is first asked. */
export const builtInSuggest = (): Suggest => {
  let loaded: Suggest | null = null;
  const load = (): Suggest => {
    const model = readModel();
    return makeSuggest(makeClassify(model), model.version);
  };
  return (text, scene) => (loaded ??= load())(text, scene);
};
