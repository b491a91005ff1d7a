// `npm run -s audit:verify [-- --json]`: proves the history of every task. Exit 0 only where nothing was edited, removed, moved or cut.
import { verifyHistories } from '../src/use-cases/verify-histories.js';
import type { HistoryFault } from '../src/use-cases/verify-histories.js';
import { printLine, withStore } from './store-at-hand.js';

const IN_WORDS: Readonly<Record<HistoryFault['fault'], string>> = {
  edited: 'was edited',
  missing_or_moved: 'does not follow the entry before it: one was removed, added or moved',
  truncated: 'is missing: the end of the history was cut off',
  removed: 'is missing: the whole task was removed',
  unreadable: 'cannot be read: the history is no list of entries',
};

const inWords = ({ task, seq, fault }: HistoryFault) => `${task}, entry ${seq} ${IN_WORDS[fault]}.`;

await withStore(async (store) => {
  const verdict = await verifyHistories(store);
  const whole = verdict.faults.length === 0;
  if (process.argv.includes('--json')) await printLine(JSON.stringify(verdict));
  else await printLine([...verdict.faults.map(inWords), `${verdict.tasks} tasks with ${verdict.entries} entries. ${whole ? 'Every history is whole.' : `Faults: ${verdict.faults.length}.`}`].join('\n'));
  return whole;
});
