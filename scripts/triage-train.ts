// `npm run triage:train`: learns the weights of the built-in classifier from all labelled messages and writes src/triage/model.json.
import { writeFileSync } from 'node:fs';
import { everything } from './triage/judge.js';
import { learn } from './triage/learn.js';

/** Counts up with each change of the weights that ships: it stands in the history as `built-in@N`. */
const VERSION = '1';
const messages = everything();
const file = learn(messages, VERSION);
writeFileSync('src/triage/model.json', `${JSON.stringify(file)}\n`);
console.log(`${messages.length} messages, ${file.features.length} features, ${file.types.length} types`);
