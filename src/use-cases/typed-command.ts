// What people type: `/rounds mine`, or the same words to the bot.
import { may, mayAsk, mayRule, whoMay } from '../domain/permissions.js';
import type { Person } from '../domain/playbook.js';
import type { Door } from '../domain/task.js';
import { taskNumber } from '../domain/task.js';
import { cardMessage, onlyFor } from '../view/card.js';
import { helpMessage, unknownCommand } from '../view/help.js';
import { listNodes } from '../view/lists.js';
import type { Message } from '../view/nodes.js';
import { MAY_NOT_ASK, refusalText, sentence } from '../view/refusal-text.js';
import { both, queueNameOf } from '../view/words.js';
import type { makeAway } from './away.js';
import type { Calendars } from './calendar.js';
import { noteDenied } from './denied.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import type { Errand } from './errand.js';
import { firstPage, lookUp, quoteFor, visibleQueues } from './look.js';
import { openSettings } from './settings.js';
import type { makeNewTask } from './new-task.js';
import type { OpenBoard } from './open-board.js';
import type { Pressed, Replied } from './rounds.js';

type Typing = Deps & { setup: Errand; away: Pick<ReturnType<typeof makeAway>, 'typed'>; handOff: Errand; openBoard: Pick<OpenBoard, 'typed'>; calendars: Pick<Calendars, 'about'>; newTask: Pick<ReturnType<typeof makeNewTask>, 'open'> };

const say = (message: Message): Replied => ({ result: 'say', say: message });

/** What a button would have answered, typed. */
const asReply = (pressed: Pressed): Replied => (pressed.result === 'done' ? { result: 'say', say: pressed.message } : pressed);

const help = (person: Person): Message => helpMessage({ setup: mayRule(person, 'see_setup') });

export const makeTypedCommand = (deps: Typing) => {
  const { tasks, playbooks, clock, audit, newTask, setup, away, handOff, openBoard, calendars } = deps;

  const list = async (person: Person, query: string): Promise<Replied | null> => {
    const listing = await lookUp(deps, person, query, firstPage);
    return listing && say({ summary: 'Your list', nodes: listNodes(listing, playbooks.current(), clock.now()) });
  };

  const card = async (person: Person, door: Door, number: number): Promise<Replied> => {
    const task = await tasks.load(number);
    const now = clock.now();
    if (task === null) return say(sentence(refusalText({ code: 'task_gone' }, 'see', null, playbooks.current(), now)));
    const playbook = await playbookFor(task, playbooks);
    if (!may(person, 'see', task, playbook)) {
      const refusal = { code: 'not_allowed', action: 'see', who: whoMay('see', task, playbook) } as const;
      noteDenied(audit, refusal, { actor: person.key, door, verb: 'see', task: number });
      return say(sentence(refusalText(refusal, 'see', task, playbook, now)));
    }
    const shown = (kind: 'message' | 'form') => cardMessage(task, { playbook, now, quote: quoteFor(task, { kind, reader: person }, door, deps, playbook), reader: onlyFor(person) });
    return { result: 'say', say: shown('message'), inForm: shown('form') };
  };

  const queueHelp = (person: Person): Replied => {
    const playbook = playbooks.current();
    const names = visibleQueues(person, playbook).map((key) => queueNameOf(playbook, key));
    if (names.length === 0) return say(sentence('No queue is open to you. Ask an admin to put you in one.'));
    return say(sentence(`That queue is not open to you. ${names.length === 1 ? 'Yours is' : 'Yours are'} ${both(names)}.`));
  };

  return async (person: Person, door: Door, text: string): Promise<Replied> => {
    const [word = '', ...rest] = text.trim().split(/\s+/);
    const words = rest.join(' ').slice(0, 200);
    const number = taskNumber(text);
    if (number !== null) return card(person, door, number);
    switch (word.toLowerCase()) {
      case '': case 'help': return say(help(person));
      case 'setup': return asReply(await setup.press({ person, door, verb: 'setup', ref: {} }));
      case 'new': return mayAsk(person) ? { result: 'form', form: await newTask.open(person, null) } : say(MAY_NOT_ASK);
      case 'board': return say(await openBoard.typed(person, door));
      case 'settings': return { result: 'form', form: openSettings(deps, person) };
      case 'calendar': return say(await calendars.about(person));
      case 'mine': return (await list(person, person.shared ? 'asked' : 'mine')) ?? say(help(person));
      case 'queue': return (await list(person, `queue ${words || (person.queues[0] ?? '')}`)) ?? queueHelp(person);
      case 'find': return (await list(person, `find ${words}`)) ?? say(sentence('Say what to look for, such as: find denial aetna.'));
      case 'away': case 'out': return away.typed(person, door, words);
      case 'back': return away.typed(person, door, `back ${words}`.trim());
      case 'handoff': return asReply(await handOff.press({ person, door, verb: 'handoff', ref: {} }));
      default: return say(unknownCommand(help(person)));
    }
  };
};
