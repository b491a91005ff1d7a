// `npm run -s tasks:export`: every task with its history, one line of JSON each, from a running or a stopped instance.
import { exportTasks } from '../src/use-cases/export-tasks.js';
import { printLine, withStore } from './store-at-hand.js';

// A reader that leaves early (`| head`) shows as the fault of a write; without a listener it would end the process with a stack.
process.stdout.on('error', () => undefined);

await withStore(async (store) => {
  for await (const line of exportTasks(store)) await printLine(line);
  return true;
});
