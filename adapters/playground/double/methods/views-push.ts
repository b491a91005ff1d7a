import { limits } from '../rate-limit.js';
import { pushModal } from '../views.js';
import { type Method, required } from './method.js';
import { viewArgument } from './views-open.js';

export const viewsPush: Method = {
  limit: limits.tier4,
  run: (core, args) => {
    const draft = viewArgument(core, args, 'modal');
    const { user, view } = core.triggers.exchange(required(args, 'trigger_id'));
    return { view: pushModal(core.workspace, user, view, draft) };
  },
};
