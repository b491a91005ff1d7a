import { suggestedOptions } from '../blocks/validate.js';
import { basePayload } from '../payloads.js';
import type { Place } from '../types.js';
import type { Control, Option } from '../view-state.js';
import { container, offeredKey, surface } from './act.js';
import { type Seat, askApp } from './asking.js';

const parsed = (body: string): Option[] => {
  try {
    return (suggestedOptions(JSON.parse(body)) ?? []).map(({ text, value }) => ({ text: { type: 'plain_text', text: text.text }, value }));
  } catch {
    return [];
  }
};

/** Asks the app what an external select offers, and remembers it. Empty where the app does not answer well. */
export const suggestions = async (seat: Seat, place: Place, control: Control, typed: string): Promise<Option[]> => {
  const { core, person } = seat;
  const at = surface(seat, place);
  const { block, element } = control;
  const payload = { type: 'block_suggestion', ...basePayload(core, person), container: container(at), action_id: element.action_id, block_id: block.block_id, value: typed, ...('view' in at && { view: at.view }) };
  const answer = await askApp(seat, payload);
  const options = answer.ok ? parsed(answer.body) : [];
  const key = offeredKey(seat, control);
  core.offered.set(key, [...(core.offered.get(key) ?? []), ...options]);
  return options;
};
