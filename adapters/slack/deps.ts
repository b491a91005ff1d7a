// What the handlers share.
import type { Rounds } from '../../src/use-cases/rounds.js';
import type { AsCaller } from './as-caller.js';
import type { PublishHome } from './home.js';
import type { WhoWeAre } from './identity.js';
import type { After, Patience } from './patience.js';
import type { Show } from './show.js';

export type Deps = {
  rounds: Rounds;
  asCaller: AsCaller;
  show: Show;
  publishHome: PublishHome;
  whoWeAre: Pick<WhoWeAre, 'known'>;
  after: After;
  patience: Patience;
};

/** Slack's acknowledgement of one request; its body depends on the kind. */
export type Ack<Body> = (body?: Body) => Promise<void>;
