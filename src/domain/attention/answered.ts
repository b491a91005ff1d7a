// Whether somebody has answered what attention said: then the message that said it says so too.
import { SYSTEM } from '../command.js';
import type { Entry } from '../history.js';
import type { Audience } from '../intent.js';
import type { Task } from '../task.js';
import { HARMLESS } from '../transitions.js';
import type { Attention } from './rule.js';

/** How a history names what was told to whom: `dana: late`. */
export const toldWords = (to: Audience, kind: Attention): string => `${'person' in to ? to.person : 'queue' in to ? to.queue : 'webhook' in to ? to.webhook : 'thread'}: ${kind}`;

/** The last thing that a person did with a task since this was told; null where nobody has moved it or said that they look after it. */
export const answerSince = ({ history }: Pick<Task, 'history'>, to: Audience, kind: Attention): Entry | null => {
  const told = history.findLastIndex(({ changes }) => changes.some((change) => change.name === 'told' && change.to === toldWords(to, kind)));
  return history.slice(told + 1).findLast(({ actor, verb }) => told >= 0 && actor !== SYSTEM && (verb === 'on_it' || !HARMLESS.includes(verb))) ?? null;
};
