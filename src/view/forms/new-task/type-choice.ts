// The choice of a new task's type, with what the classifier suggests beside it.
import { usableTypes } from '../../../domain/playbook.js';
import type { TaskType } from '../../../domain/playbook.js';
import type { Input, Node, Option } from '../../nodes.js';
import { answer, choiceControl } from '../inputs.js';
import { chosenRow, reasonFor, suggestedRows, suggestedTypes } from '../suggested.js';
import { pressedType, type NewTaskScene } from './scene.js';

/** Up to here every type stands with its line, and one press chooses; a practice with more of them gets a drop-down. */
const MOST_SHOWN_TYPES = 6;

/** The choice of the type, every type in it, the suggested ones first. Where it is a drop-down they stand above it as well, one press each. */
export const typeParts = (type: TaskType | null, scene: NewTaskScene): (Node | Input)[] => {
  const { playbook, suggested, answers } = scene;
  const usable = usableTypes(playbook);
  const style = usable.length > MOST_SHOWN_TYPES ? 'list' : 'radio';
  const pressed = answer(answers, 'type') === '' ? pressedType(scene) : null;
  if (style === 'list' && pressed !== null) return [chosenRow(pressed)];
  const first = suggested === undefined ? [] : suggestedTypes(suggested, playbook);
  const options = [...first, ...usable.filter(({ key }) => !first.some((each) => each.key === key))].map((each): Option => {
    const about = suggested !== undefined && first.includes(each) ? reasonFor(each, suggested) : each.about;
    return { value: each.key, label: each.name, ...(about === '' ? {} : { about }) };
  });
  const hint = style === 'list' && type !== null && type.about !== '' ? { hint: type.about } : {};
  return [
    ...(style === 'list' && suggested !== undefined && type === null ? suggestedRows(suggested, playbook) : []),
    { kind: 'input', key: 'type', label: 'What kind of work is it?', ...hint, optional: false, redraws: true, control: choiceControl(options, type?.key, style) },
  ];
};
