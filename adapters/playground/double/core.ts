import type { Dispatch } from './dispatch.js';
import type { ResponseUrls } from './response-urls.js';
import type { Triggers } from './triggers.js';
import type { AppSpec } from './types.js';
import type { Workspace } from './workspace.js';

/** What the Web API methods and the people at the keyboard share. */
export type Core = {
  workspace: Workspace;
  app: AppSpec;
  dispatch: Dispatch;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  botToken: string;
  wall: () => number;
};
