import type { Answer, ElementState } from '../types.js';
import { type Control, type Option, answerKey, optionsOf } from '../view-state.js';

const pick = (options: Option[], wanted: string): Option => {
  const found = options.find(({ value, text }) => value === wanted || text.text === wanted);
  if (!found) throw new RangeError(`"${wanted}" is not offered. There is: ${options.map(({ value }) => value).join(', ') || 'nothing'}.`);
  return found;
};

const many = (answer: Answer): string[] => (answer === null ? [] : Array.isArray(answer) ? answer : [answer]);
const one = (answer: Answer): string | null => (Array.isArray(answer) ? (answer[0] ?? null) : answer === '' ? null : answer);

/**
 * An answer in plain words as Slack's state of that element. `offered` is what an external select showed.
 * Throws RangeError where the menu has no such option.
 */
export const stateOf = ({ element }: Control, answer: Answer, offered: Option[] = []): ElementState => {
  const options = element.type.includes('external') ? offered : optionsOf(element);
  const key = answerKey(element.type);
  switch (key) {
    case 'selected_option': {
      const wanted = one(answer);
      return { type: element.type, selected_option: wanted === null ? null : pick(options, wanted) };
    }
    case 'selected_options':
      return { type: element.type, selected_options: many(answer).map((wanted) => pick(options, wanted)) };
    case 'selected_users':
      return { type: element.type, selected_users: many(answer) };
    case 'selected_date_time':
      return { type: element.type, selected_date_time: one(answer) === null ? null : Number(one(answer)) };
    case undefined:
      throw new RangeError(`A ${element.type} takes no answer.`);
    default:
      return { type: element.type, [key]: one(answer) };
  }
};
