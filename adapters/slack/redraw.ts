// A choice that changes its form: the form is asked for again with what stands in it, and drawn in place.
import type { Form } from '../../src/view/nodes.js';
import type { Ack, Deps } from './deps.js';
import type { BlockActions } from './payload.js';
import { readAnswers, readForm } from './read-form.js';
import type { SentView } from './read-form.js';
import { messageForm, renderForm } from './render-form.js';

/** Views whose order is remembered; far more than are open at a time. */
const REMEMBERED = 500;

/**
 * Redraws of one view, one after the other. A choice made before the redraw of the one before it had landed carries the hash of the view as it was; it is
 * the newer all the same, so it goes by the hash that this redraw left. Any other change of the view (it was submitted, say) still wins by its hash.
 */
const makeOrder = () => {
  const views = new Map<string, { turn: Promise<unknown>; hash: string | null }>();
  return async (viewId: string, redraw: (hash: string | null) => Promise<string | null>): Promise<void> => {
    const entry = views.get(viewId) ?? { turn: Promise.resolve(), hash: null };
    views.delete(viewId);
    views.set(viewId, entry);
    for (const oldest of [...views.keys()].slice(0, Math.max(views.size - REMEMBERED, 0))) views.delete(oldest);
    const turn = entry.turn.then(async () => {
      entry.hash = (await redraw(entry.hash)) ?? entry.hash;
    });
    entry.turn = turn.catch(() => undefined);
    await turn;
  };
};

export const makeRedraw = ({ rounds, asCaller, show }: Deps) => {
  const inOrder = makeOrder();

  /** `arg`: what a button in the form puts into its reference. */
  return async (body: BlockActions, view: SentView, ack: Ack<void>, arg?: string): Promise<void> => {
    await ack();
    const read = readForm(view);
    if (!read) return;
    const form = arg === undefined ? read : { ...read, ref: { ...read.ref, arg } };
    const actor = { id: body.user.id, team: body.user.team_id ?? null };
    await inOrder(view.id, async (lastHash) => {
      const drawn = await asCaller<{ form: Form } | { instead: Form }>(
        actor,
        async (caller) => ({ form: await rounds.redraw(caller, form, readAnswers(view)) }),
        (say) => ({ instead: messageForm(say) }),
      );
      if ('instead' in drawn) {
        // On top of the form, so that what was typed is still there afterwards.
        if (body.trigger_id) await show.push(actor.id, body.trigger_id, renderForm(drawn.instead));
        return null;
      }
      const next = renderForm(drawn.form, { home: form.home });
      const first = await show.update(view.id, next, view.hash);
      if (first.result !== 'moved_on' || lastHash === null || lastHash === view.hash) return first.hash;
      return (await show.update(view.id, next, lastHash)).hash;
    });
  };
};
