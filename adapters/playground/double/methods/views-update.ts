import { limits } from '../rate-limit.js';
import { findView, replaceView } from '../views.js';
import { type Method, text } from './method.js';
import { viewArgument } from './views-open.js';

export const viewsUpdate: Method = {
  limit: limits.tier4,
  run: (core, args) => {
    const { user, view } = findView(core.workspace, { viewId: text(args, 'view_id'), externalId: text(args, 'external_id'), hash: text(args, 'hash') });
    return { view: replaceView(core.workspace, user, view, viewArgument(core, args, view.type)) };
  },
};
