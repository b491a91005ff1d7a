// Joins the use cases to what adapters may ask.
import { personOf } from '../domain/playbook.js';
import type { Person } from '../domain/playbook.js';
import type { BundleStore } from '../ports/bundle-store.js';
import type { HandoffStore } from '../ports/handoff-store.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { apology, slowStore, strangerText } from '../view/help.js';
import { makeActOnTask } from './act-on-task.js';
import { makeAsItIs } from './as-it-is.js';
import type { Deps } from './deps.js';
import { makeAway } from './away.js';
import { makeHandOff } from './hand-off.js';
import type { Calendars } from './calendar.js';
import type { Absences } from './keep-absences.js';
import { home } from './look.js';
import { makeMoveTasks } from './move-tasks.js';
import { makeNewTask } from './new-task.js';
import { makeOpenBoard } from './open-board.js';
import { makePress } from './press.js';
import type { Caller, Rounds } from './rounds.js';
import type { SignIn } from './sign-in.js';
import { makeForms } from './submit.js';
import { makeSetup } from './setup.js';
import { makeHandOver, makePersonLeft, makeSourceChanged } from './system-events.js';
import { makeTypedCommand } from './typed-command.js';

export const makeRounds = (deps: Deps & { notices: NoticeStore; signIn: Pick<SignIn, 'linkFor'>; calendars: Pick<Calendars, 'errand' | 'about'>; absences: Absences; handoffs: HandoffStore; bundles: BundleStore; wallClock(): Date }): Rounds => {
  const { playbooks } = deps;
  const actOnTask = makeActOnTask(deps);
  const newTask = makeNewTask(deps);
  const acting = { ...deps, actOnTask, newTask };
  const handOver = makeHandOver(acting);
  const away = makeAway(acting);
  const handOff = makeHandOff(acting);
  const setup = makeSetup({ ...deps, handOver });
  const openBoard = makeOpenBoard(deps);
  const whole = { ...acting, away, handOff, handOver, setup, openBoard, errands: [away.errand, handOff, makeMoveTasks(acting), setup, openBoard, deps.calendars.errand] };
  const press = makePress(whole);
  const forms = makeForms(whole);
  const typed = makeTypedCommand(whole);
  const homeOf = (person: Person) => home(deps, person);
  const asItIs = makeAsItIs({ ...deps, home: homeOf, typed });

  /** A caller was found in the playbook in force; one that has left it since is a fault of the adapter. */
  const personOfCaller = ({ person }: Caller): Person => {
    const found = personOf(playbooks.current(), person);
    if (found === null) throw new Error('a caller who is not in the playbook');
    return found;
  };

  return {
    whoIs: async ({ platform, id, outsider, guest }, door) => {
      const playbook = playbooks.current();
      if (outsider || guest) return { ok: false, say: strangerText(outsider ? 'outsider' : 'guest', playbook) };
      const person = playbook.people.find((each) => each[platform] === id);
      return person === undefined || person.left ? { ok: false, say: strangerText('unknown', playbook) } : { ok: true, caller: { person: person.key, door } };
    },
    newTask: (caller, source) => newTask.open(personOfCaller(caller), source),
    betterForm: async (caller, { name, ref }) => (name === 'task_form' ? newTask.better(personOfCaller(caller), ref) : null),
    redraw: (caller, { name, ref }, answers) => forms.redraw({ person: personOfCaller(caller), door: caller.door, name, ref, answers }),
    submit: (caller, { name, ref }, answers) => forms.submit({ person: personOfCaller(caller), door: caller.door, name, ref, answers }),
    press: (caller, { verb, ref }, pressId) => press({ person: personOfCaller(caller), door: caller.door, verb, ref, pressId }),
    command: (caller, text) => typed(personOfCaller(caller), caller.door, text),
    home: (caller) => homeOf(personOfCaller(caller)),
    asItIs: (caller, standing) => asItIs(personOfCaller(caller), caller.door, standing),
    sourceChanged: makeSourceChanged(whole),
    personLeft: makePersonLeft(whole),
    apology,
    slowStore,
  };
};
