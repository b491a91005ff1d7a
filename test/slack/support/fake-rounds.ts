import type { Rounds, Stranger } from '../../../src/use-cases/rounds.js';
import type { Form, Input, Message } from '../../../src/view/nodes.js';

/** A message of one line. */
export const line = (text: string): Message => ({ summary: text, nodes: [{ kind: 'text', lines: [text] }] });

export const textInput = (key: string, extra: Partial<Input> = {}): Input => ({ kind: 'input', key, label: key, optional: true, control: { kind: 'text', multiline: false, max: 200 }, ...extra });

export const taskForm = (extra: Partial<Form> = {}): Form => ({
  name: 'task_form',
  title: 'New task',
  submit: 'Create',
  close: 'Cancel',
  ref: { form: 'f1' },
  parts: [
    {
      kind: 'input', key: 'type', label: 'Type', optional: false, redraws: true,
      control: { kind: 'choice', style: 'list', options: [{ value: 'reschedule', label: 'Reschedule' }, { value: 'refill', label: 'Refill' }] },
    },
    textInput('provider'),
  ],
  ...extra,
});

export type Asked = { [Method in keyof Rounds]: Parameters<Rounds[Method]>[] };

/** Rounds as an adapter sees it: answers simply, remembers what it was asked. */
export const fakeRounds = (answers: Partial<Rounds> = {}): Rounds & { asked: Asked } => {
  const plainAnswers: Rounds = {
    whoIs: async ({ id, outsider, guest }: Stranger) =>
      outsider || guest ? { ok: false, say: line(`Ask Dana to add you (${outsider ? 'outsider' : 'guest'}).`) } : { ok: true, caller: { person: id, door: 'slack' } },
    newTask: async (_caller, source) => taskForm({ title: source ? 'Task of a message' : 'New task' }),
    betterForm: async () => null,
    redraw: async (_caller, { name, ref }, given) => taskForm({ name, ref, parts: [...taskForm().parts, textInput(`more_${String(given['type'] ?? 'none')}`)] }),
    submit: async () => ({ result: 'done', say: null }),
    press: async () => ({ result: 'done', message: line('T-1 · In progress'), say: null }),
    command: async (_caller, text) => ({ result: 'say', say: line(`You asked for ${text}`) }),
    home: async ({ person }) => ({ nodes: [{ kind: 'text', lines: [`Home of ${person}`] }, { kind: 'buttons', buttons: [{ verb: 'start', label: 'Start', ref: { task: 1, version: 1 } }] }] }),
    asItIs: async () => null,
    sourceChanged: async () => undefined,
    personLeft: async () => undefined,
    apology: (reference) => line(`Something broke here. Reference ${reference}.`),
    slowStore: (state) => line(state === 'saving' ? 'Saving…' : 'Nothing was saved.'),
  };
  const asked: Asked = { whoIs: [], newTask: [], betterForm: [], redraw: [], submit: [], press: [], command: [], home: [], asItIs: [], sourceChanged: [], personLeft: [], apology: [], slowStore: [] };
  const rounds = { ...plainAnswers, ...answers };
  const remembered = Object.fromEntries(
    Object.entries(rounds).map(([name, method]) => [
      name,
      (...args: unknown[]): unknown => {
        (asked[name as keyof Rounds] as unknown[]).push(args);
        return (method as (...all: unknown[]) => unknown)(...args);
      },
    ]),
  );
  return { ...(remembered as unknown as Rounds), asked };
};
