// `npm run -s tasks:export`: every task with its history, one line of JSON each, from a running or a stopped instance.
import { SYSTEM } from '../src/domain/command.js';
import { exportTasks } from '../src/use-cases/export-tasks.js';
import { printLine, withStore } from './store-at-hand.js';

// A reader that leaves early (`| head`) shows as the fault of a write; without a listener it would end the process with a stack.
process.stdout.on('error', () => undefined);

await withStore(async (store) => {
  // Who runs a script is known to the machine and not to Rounds.
  await store.audit.append({ at: new Date(), actor: SYSTEM, door: 'job', action: 'export', task: null, facts: { what: 'tasks' } });
  for await (const line of exportTasks(store)) await printLine(line);
  return true;
});
