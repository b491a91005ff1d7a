import type { Router } from 'express';
import type { DoubleOptions, SlackDouble } from './double/types.js';

/** Where the workspace's messages live between two starts. `load` gives undefined the first time. */
export type Persistence = { load(): Promise<unknown>; save(state: unknown): Promise<void> };

export type PlaygroundOptions = Omit<DoubleOptions, 'state' | 'apiUrl' | 'clock'> & {
  /** The practice's time. Where it has `advance`, the page offers to move it, by milliseconds and only on. */
  clock?: { now(): Date; advance?(ms: number): Promise<void> | void };
  /** The listener's own address with no path: `http://127.0.0.1:3000`. The router must be mounted at `/playground` of it. */
  ownUrl: string | (() => string);
  /** The practice's name, as the workspace's. */
  practice?: string;
  /** IANA zone that times are shown in; the browser's own where it is left out. */
  timezone?: string;
  persist?: Persistence;
};

export type Playground = {
  /** Mount at `/playground`, before any body parser. */
  router: Router;
  double: SlackDouble;
  /** Ends the open pages' live connections, for which the listener would wait otherwise. Call it before the listener is closed. */
  leave(): void;
  /** Writes what is not saved yet, ends live connections and repetitions. */
  close(): Promise<void>;
};
