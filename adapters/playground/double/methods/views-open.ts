import { viewDraft } from '../blocks/validate.js';
import type { Core } from '../core.js';
import { limits } from '../rate-limit.js';
import { SlackError } from '../slack-error.js';
import { openModal } from '../views.js';
import { type Args, type Method, json, required } from './method.js';

/** The `view` argument. Throws `invalid_arguments` where it is missing or no JSON. */
export const viewArgument = (core: Core, args: Args, type: 'modal' | 'home') => {
  const view = json(args, 'view', 'invalid_arguments');
  if (view === undefined) throw new SlackError('invalid_arguments', ['[ERROR] missing required field: view']);
  return viewDraft(view, type, () => core.workspace.newId('b'));
};

export const viewsOpen: Method = {
  limit: limits.tier4,
  run: (core, args) => {
    const draft = viewArgument(core, args, 'modal');
    const { user } = core.triggers.exchange(required(args, 'trigger_id'));
    return { view: openModal(core.workspace, user, draft) };
  },
};
