// `npm start`: installs and builds what is missing, then becomes Rounds.
import { build, install, loadSettings } from './prepare.mjs';

install();
build({ check: false });
loadSettings();
await import('../dist/scripts/serve.js');
