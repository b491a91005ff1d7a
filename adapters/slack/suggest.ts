// What a drop-down with more than 100 options offers for the letters typed so far.
import type { PlainTextOption } from '@slack/types';
import type { Option } from '../../src/view/nodes.js';
import type { Ack, Deps } from './deps.js';
import { BlockSuggestion } from './payload.js';
import { readAnswers, readForm } from './read-form.js';
import { drawOption, OPTIONS_LIMIT } from './render-input.js';

const wordsOf = (text: string) => text.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** Each typed word begins a word of the option. */
const matches = (typed: string) => {
  const wanted = wordsOf(typed);
  return ({ label, about = '' }: Option) => {
    const there = wordsOf(`${label} ${about}`);
    return wanted.every((word) => there.some((one) => one.startsWith(word)));
  };
};

/** The same form, asked for again, knows its options: nothing is kept between requests. */
export const makeSuggest = ({ rounds, asCaller }: Deps) =>
  async (body: unknown, ack: Ack<{ options: PlainTextOption[] }>): Promise<void> => {
    const { user, block_id, value, view } = BlockSuggestion.parse(body);
    const form = readForm(view);
    const options = await asCaller<readonly Option[]>(
      { id: user.id, team: user.team_id ?? null },
      async (caller) => {
        const parts = form ? (await rounds.redraw(caller, form, readAnswers(view))).parts : [];
        return parts.flatMap((part) => (part.kind === 'input' && part.key === block_id && 'options' in part.control ? part.control.options : []));
      },
      () => [],
    );
    await ack({ options: options.filter(matches(value)).slice(0, OPTIONS_LIMIT).map(drawOption) });
  };
