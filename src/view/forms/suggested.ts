// The suggestion beside the choice: shown, never chosen.
import { typeOf } from '../../domain/playbook.js';
import type { Playbook, TaskType } from '../../domain/playbook.js';
import type { Fields } from '../../domain/task.js';
import { LIKELY_NO_TASK } from '../../triage/suggestion.js';
import type { Suggestion } from '../../triage/suggestion.js';
import type { Button, Line, Node } from '../nodes.js';
import { PRIORITY_WORDS } from '../words.js';

/** What a form knows of its message: the suggestion, safe fields of the chosen type, and the words behind each suggested type. */
export type Suggested = {
  suggestion: Suggestion;
  found: Fields;
  reasons: Readonly<Record<string, readonly string[]>>;
  /** The day by which the message wants it, in words. */
  wantedBy: string | null;
};

const quoted = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

/** `Suggested: “denial”, “appeal”`. */
export const reasonFor = (type: TaskType, { reasons }: Suggested): string => {
  const words = reasons[type.key] ?? [];
  return words.length === 0 ? 'Suggested' : `Suggested: ${quoted(words)}`;
};

/** Suggested types that exist here, the likeliest first. */
export const suggestedTypes = ({ suggestion }: Suggested, playbook: Playbook): TaskType[] => suggestion.types.flatMap(({ type }) => typeOf(playbook, type) ?? []);

/** `Sounds like High.` beside the choice of the priority, which stays open. */
export const priorityHint = (suggested: Suggested | undefined): { hint?: string } =>
  suggested === undefined ? {} : { hint: `Sounds like ${PRIORITY_WORDS[suggested.suggestion.priority]}.${suggested.wantedBy === null ? '' : ` Wanted by ${suggested.wantedBy}.`}` };

/** What is to be said before anything is asked: that it may be no task, or two. */
export const suggestionNotes = (suggested: Suggested | undefined, playbook: Playbook): Node[] => {
  if (suggested === undefined) return [];
  const { notATask, second } = suggested.suggestion;
  const other = typeOf(playbook, second);
  const lines: Line[] = [
    ...(notATask >= LIKELY_NO_TASK ? ['This may be no task: nothing seems to be open in it. Close the form, or go on.'] : []),
    ...(other === null ? [] : [`There may be a second request: ${other.name}. Create this one; the other is offered next.`]),
  ];
  return lines.length === 0 ? [] : [{ kind: 'text', lines }];
};

const suggestButton = (label: string, type: string): Button => ({ verb: 'suggested', label, ref: { arg: type } });

/** One press each, where the choice itself is a long drop-down. */
export const suggestedRows = (suggested: Suggested, playbook: Playbook): Node[] =>
  suggestedTypes(suggested, playbook).map((type) => ({ kind: 'row', lines: [[{ strong: type.name }], reasonFor(type, suggested)], button: suggestButton('This one', type.key) }));

/** The type that was chosen by its button, and the way back. */
export const chosenRow = (type: TaskType): Node => ({ kind: 'row', lines: [[{ strong: type.name }], ...(type.about === '' ? [] : [type.about])], button: suggestButton('Another kind', '') });
