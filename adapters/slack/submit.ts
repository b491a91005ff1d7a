// A submitted form. The acknowledgement says "stored", so it comes after the write, and carries the errors of fields.
import type { ModalView } from '@slack/types';
import type { Submitted } from '../../src/use-cases/rounds.js';
import type { Form, Line } from '../../src/view/nodes.js';
import type { Ack, Deps } from './deps.js';
import { within } from './patience.js';
import { ViewSubmission } from './payload.js';
import { inputKeys, isFull, readAnswers, readForm } from './read-form.js';
import type { SentView } from './read-form.js';
import { messageForm, renderForm } from './render-form.js';
import type { FormSetting } from './render-form.js';
import { words } from './words.js';

/** What Slack does with the modal on acknowledgement; nothing: it closes. */
export type ViewAnswer = { response_action: 'errors'; errors: Record<string, string> } | { response_action: 'update' | 'push'; view: ModalView } | { response_action: 'clear' };

/** A fault is apart: once a person was told that it is being saved, they must hear that it was not. */
type Outcome = Submitted | { result: 'fault'; form: Form };

const isStacked = (view: SentView) => Boolean(view.previous_view_id);

/** Errors by their labels, for a place where they cannot stand beside their fields. */
const errorLines = (errors: Readonly<Record<string, string>>, form: Form): Line[] => {
  const label = (key: string) => form.parts.find((part) => part.kind === 'input' && part.key === key);
  return Object.entries(errors).map(([key, error]) => {
    const input = label(key);
    return input?.kind === 'input' ? [{ strong: input.label }, `: ${error}`] : error;
  });
};

export const makeSubmit = ({ rounds, asCaller, show, publishHome, after, patience }: Deps) =>
  async (body: unknown, ack: Ack<ViewAnswer>): Promise<void> => {
    const { user, view } = ViewSubmission.parse(body);
    const actor = { id: user.id, team: user.team_id ?? null };
    const form = readForm(view);
    if (!form) return ack({ response_action: 'update', view: renderForm(messageForm(words.unknown)) });

    const answers = readAnswers(view);
    const setting: FormSetting = { home: form.home };
    const withErrors = async (errors: Readonly<Record<string, string>>): Promise<ModalView> => {
      const same = await asCaller(actor, (caller) => rounds.redraw(caller, form, answers), messageForm);
      return renderForm(same, { ...setting, above: errorLines(errors, same) });
    };

    /** Null: the modal closes. */
    const answerTo = async (outcome: Outcome): Promise<ViewAnswer | null> => {
      switch (outcome.result) {
        case 'errors': {
          const keys = inputKeys(view);
          if (Object.keys(outcome.errors).every((key) => keys.has(key))) return { response_action: 'errors', errors: { ...outcome.errors } };
          return { response_action: 'update', view: await withErrors(outcome.errors) };
        }
        case 'next':
          return { response_action: 'update', view: renderForm(outcome.form, setting) };
        case 'fault':
          // On top of the form: what was typed is still there, and sending the same form again is safe.
          return { response_action: isFull(view) ? 'update' : 'push', view: renderForm(outcome.form, setting) };
        case 'done':
          // The view underneath shows the task as it was before: it closes as well.
          if (outcome.say) return { response_action: 'update', view: renderForm(messageForm(outcome.say), { closesAll: isStacked(view) }) };
          return isStacked(view) ? { response_action: 'clear' } : null;
      }
    };

    const lateView = async (outcome: Outcome): Promise<ModalView> => {
      switch (outcome.result) {
        case 'errors':
          return withErrors(outcome.errors);
        case 'next':
          return renderForm(outcome.form, setting);
        case 'fault':
          return renderForm(messageForm(rounds.slowStore('lost')));
        case 'done':
          return renderForm(messageForm(outcome.say ?? words.saved), { closesAll: isStacked(view) });
      }
    };

    const work = asCaller<Outcome>(
      actor,
      (caller) => rounds.submit(caller, form, answers),
      (say, why) => (why === 'fault' ? { result: 'fault', form: messageForm(say) } : { result: 'next', form: messageForm(say) }),
    );
    const first = await within(work, patience.saveMs, after);
    if (!first.late) {
      const answer = await answerTo(first.value);
      await (answer ? ack(answer) : ack());
    } else {
      await ack({ response_action: 'update', view: renderForm(messageForm(rounds.slowStore('saving')), setting) });
      const outcome = await work;
      const { result } = await show.update(view.id, await lateView(outcome));
      // Closed meanwhile: the result comes as a direct message. Answers that were refused are gone then, which is what `lost` says.
      if (result === 'closed') await show.direct(actor.id, outcome.result === 'done' ? (outcome.say ?? words.saved) : rounds.slowStore('lost'));
    }
    if (form.home && (await work).result === 'done') await publishHome(actor);
  };
