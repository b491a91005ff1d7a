// App Home: drawn when it is opened, and again after something was done from it.
import type { Rounds } from '../../src/use-cases/rounds.js';
import type { Page } from '../../src/view/nodes.js';
import type { AsCaller } from './as-caller.js';
import { renderHome } from './render-card.js';
import type { Show } from './show.js';
import type { Actor } from './who.js';

export type PublishHome = (actor: Actor) => Promise<void>;

export const makePublishHome = ({ rounds, asCaller, show }: { rounds: Pick<Rounds, 'home'>; asCaller: AsCaller; show: Pick<Show, 'home'> }): PublishHome =>
  async (actor) => {
    const page = await asCaller<Page>(actor, (caller) => rounds.home(caller), (say) => ({ nodes: say.nodes }));
    await show.home(actor.id, renderHome(page));
  };
