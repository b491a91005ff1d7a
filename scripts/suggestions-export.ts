// `npm run -s suggestions:export`: what people made of each suggestion, one line of JSON each. No text of a message.
import { SYSTEM } from '../src/domain/command.js';
import { exportSuggestions } from '../src/use-cases/suggestion-figures.js';
import { printLine, withStore } from './store-at-hand.js';

// A reader that leaves early (`| head`) shows as the fault of a write; without a listener it would end the process with a stack.
process.stdout.on('error', () => undefined);

await withStore(async (store) => {
  await store.audit.append({ at: new Date(), actor: SYSTEM, door: 'job', action: 'export', task: null, facts: { what: 'suggestions' } });
  for await (const line of exportSuggestions(store)) await printLine(line);
  return true;
});
