// `npm run <command>`: prepares like `npm start`, then runs dist/scripts/<name>.js. Only the command writes to stdout.
import { build, install, loadSettings } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);
install();
build({ check: false });
loadSettings();
process.argv.splice(1, process.argv.length, name, ...args);
await import(`../dist/scripts/${name}.js`);
