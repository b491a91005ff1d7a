import type { Router } from 'express';
import type { DoubleOptions, SlackDouble } from './double/types.js';

/** Where the workspace's messages live between two starts. `load` gives undefined the first time. */
export type Persistence = { load(): Promise<unknown>; save(state: unknown): Promise<void> };

export type PlaygroundOptions = Omit<DoubleOptions, 'state' | 'apiUrl'> & {
  /** The listener's own address with no path: `http://127.0.0.1:3000`. The router must be mounted at `/playground` of it. */
  ownUrl: string | (() => string);
  practice?: string;
  persist?: Persistence;
};

export type Playground = {
  /** Mount at `/playground`, before any body parser. */
  router: Router;
  double: SlackDouble;
  /** Writes what is not saved yet, ends live connections. */
  close(): Promise<void>;
};

/** Starts the playground: a Slack workspace in the browser, over the same double that the tests use. */
export type CreatePlayground = (options: PlaygroundOptions) => Promise<Playground>;
