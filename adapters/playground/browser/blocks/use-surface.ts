import type { Answer, Block, Outcome, Place, View } from '../../double/shapes.js';
import { useDesk } from '../context.js';
import { useEffect, useState } from '../vendor/preact-hooks.js';
import { type AnyBlock, type Element, type Surface, answerIn, elementsOf, fieldOf, initialAnswer, optionsOf } from './shapes.js';

/** Answers that the server has not heard of, by `block_id/action_id`. */
export type Drafts = Record<string, Answer>;

/** Drafts of fields that are still drawn; a choice that is no longer offered is none. */
const present = (blocks: Block[], drafts: Drafts): Drafts => {
  const offered = (element: Element, answer: Answer) => [answer ?? []].flat().every((one) => optionsOf(element).some(({ value }) => value === one));
  const fields = (blocks as AnyBlock[]).flatMap((block) => elementsOf(block).map((element) => ({ field: fieldOf(block, element), element })));
  const kept = fields.filter(({ field, element }) => field in drafts && (optionsOf(element).length === 0 || offered(element, drafts[field] ?? null)));
  return Object.fromEntries(kept.map(({ field }) => [field, drafts[field] ?? null]));
};

/**
 * Joins blocks to what is done with them. In a `view` answers collect as drafts, and go along with whatever the app hears of next;
 * in a message each answer goes at once.
 */
export const useSurface = (place: Place, view?: View, { errors = {}, onTrouble }: { errors?: Record<string, string>; onTrouble?: (words: string) => void } = {}): Surface & { drafts: Drafts } => {
  const { act, notify } = useDesk();
  const [all, setDrafts] = useState<Drafts>({});
  const drafts = view ? present(view.blocks, all) : all;
  const [waiting, setWaiting] = useState<string>();
  // What was typed in a field that is gone is forgotten, as in Slack: the next form may have a field of the same name.
  useEffect(() => {
    if (view) setDrafts((before) => present(view.blocks, before));
  }, [view?.hash]);

  const tell = async (field: string, deed: string, body: object) => {
    setWaiting(field);
    const outcome = await act<Outcome>(deed, body);
    if (outcome && !outcome.ok) (onTrouble ?? notify)(outcome.says);
    setWaiting(undefined);
  };
  const dispatches = (block: AnyBlock) => block.type !== 'input' || block.dispatch_action === true;

  return {
    place,
    drafts,
    waiting,
    errors,
    answerOf: (block, element) => {
      const field = fieldOf(block, element);
      if (field in drafts) return drafts[field] ?? null;
      return view ? answerIn(view.state.values[block.block_id]?.[element.action_id]) : initialAnswer(element);
    },
    onAnswer: (block: AnyBlock, element: Element, answer: Answer, entered: boolean) => {
      const field = fieldOf(block, element);
      setDrafts((before) => ({ ...before, [field]: answer }));
      if (entered && dispatches(block)) void tell(field, 'choose', { field, answer, place, ...(view && { typed: drafts }) });
    },
    onPress: (block, element, answer) => {
      const field = fieldOf(block, element);
      if (waiting === field) return;
      void tell(field, 'press', { actionId: element.action_id, block: block.block_id, place, ...(answer !== undefined && { answer }), ...(view && { typed: drafts }) });
    },
  };
};
