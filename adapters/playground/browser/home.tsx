import type { View } from '../double/shapes.js';
import { Blocks } from './blocks/blocks.js';
import { useSurface } from './blocks/use-surface.js';
import { h } from './vendor/preact.js';

/** The app's home as it published it for this person. */
export const Home = ({ view }: { view: View | undefined }) => {
  const surface = useSurface('home', view);
  return (
    <div class="home" role="region" aria-label="Rounds home" tabIndex={0}>
      <div class="home-page blocks">{view ? <Blocks blocks={view.blocks} surface={surface} /> : <p class="empty">Rounds is drawing this page…</p>}</div>
    </div>
  );
};
