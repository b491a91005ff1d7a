// `npm start`: installs and builds what is missing, then becomes Rounds.
import { build, install } from './prepare.mjs';

install();
build();
await import('../dist/scripts/serve.js');
