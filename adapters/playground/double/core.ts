import type { Dispatch } from './dispatch.js';
import type { ResponseUrls } from './response-urls.js';
import type { Triggers } from './triggers.js';
import type { AppSpec } from './types.js';
import type { Option } from './view-state.js';
import type { Workspace } from './workspace.js';

/** What the Web API methods and the people at the keyboard share. */
export type Core = {
  workspace: Workspace;
  app: AppSpec;
  dispatch: Dispatch;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  /** What external selects have shown, by person, block and action: nothing else can be chosen from them. */
  offered: Map<string, Option[]>;
  botToken: string;
  wall: () => number;
};
