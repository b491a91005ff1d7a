// Tasks that wait to be sorted, with what is suggested: a lead chooses the priority by its button and confirms. One task at a time, on purpose.
import type { Playbook, TaskType } from '../domain/playbook.js';
import { PRIORITIES } from '../domain/task.js';
import type { Priority, Task } from '../domain/task.js';
import { taskName } from '../domain/task.js';
import type { Button, Line, Node } from './nodes.js';
import { PRIORITY_WORDS } from './words.js';
import { rowWords } from './task-line.js';

/** What may be confirmed of a task in triage. */
export type Proposal = {
  task: Task;
  type: TaskType | null;
  /** All that the type needs at its creation is there: a press can confirm it. */
  complete: boolean;
  /** Words behind the suggestion, and its priority; nothing where the type was known already. */
  reasons: readonly string[];
  priority: Priority | null;
};

const accept = ({ task }: Proposal, type: TaskType, priority: Priority): Button => ({
  verb: `accept_${priority}`, label: PRIORITY_WORDS[priority], ref: { task: task.number, version: task.version, arg: type.key },
  confirm: { title: `Sort ${taskName(task.number)}?`, text: `${type.name}, ${PRIORITY_WORDS[priority]}. It gets its due date and leaves triage.`, yes: 'Confirm', no: 'Back' },
});

const proposalNodes = (proposal: Proposal, playbook: Playbook, now: Date): Node[] => {
  const { task, type, complete, reasons, priority } = proposal;
  const [what, how] = rowWords(task, playbook, now, { own: false });
  const why = [...(reasons.length > 0 ? [reasons.map((word) => `“${word}”`).join(', ')] : []), ...(priority === null ? [] : [`sounds like ${PRIORITY_WORDS[priority]}`])].join(' · ');
  const suggested: Line[] = task.type === null && type !== null ? [`Suggested: ${type.name}${why === '' ? '' : ` (${why})`}`] : [];
  const row: Node = { kind: 'row', lines: [[{ strong: what }], how, ...suggested], button: { verb: 'confirm', label: 'Sort…', ref: { task: task.number, version: task.version } } };
  return type !== null && complete ? [row, { kind: 'buttons', buttons: PRIORITIES.map((each) => accept(proposal, type, each)) }] : [row];
};

/** The part of App Home for who leads a queue; nothing where nothing waits. */
export const sortingNodes = (proposals: readonly Proposal[], total: number, playbook: Playbook, now: Date): Node[] =>
  proposals.length === 0 ? [] : [{ kind: 'divider' }, { kind: 'text', lines: [[{ strong: `To sort: ${total}` }], 'Choose how urgent it is and confirm, or open it with Sort…'] }, ...proposals.flatMap((each) => proposalNodes(each, playbook, now))];
