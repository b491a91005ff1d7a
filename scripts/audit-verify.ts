// `npm run -s audit:verify [-- --json]`: proves the history of every task, and the audit. Exit 0 only where nothing was edited, removed, moved or cut.
import type { AuditFault } from '../src/domain/audit.js';
import { verifyAudit } from '../src/use-cases/verify-audit.js';
import { verifyHistories } from '../src/use-cases/verify-histories.js';
import type { HistoryFault } from '../src/use-cases/verify-histories.js';
import { printLine, withStore } from './store-at-hand.js';

const IN_WORDS: Readonly<Record<HistoryFault['fault'], string>> = {
  edited: 'was edited',
  missing_or_moved: 'does not follow the entry before it: one was removed, added or moved',
  truncated: 'is missing: the end of the history was cut off',
  removed: 'is missing: the whole task was removed',
  not_purged: 'is missing: the task was removed, and the audit holds no purge of it',
  unreadable: 'cannot be read: the history is no list of entries',
};

const inWords = ({ task, seq, fault }: HistoryFault) => `${task}, entry ${seq} ${IN_WORDS[fault]}.`;
const auditInWords = ({ seq, fault }: AuditFault) => `The audit’s entry ${seq} ${IN_WORDS[fault]}.`;

await withStore(async (store) => {
  const histories = await verifyHistories(store);
  const audit = await verifyAudit(store);
  const faults = histories.faults.length + audit.faults.length;
  const purged = histories.purged === 0 ? '' : ` (${histories.purged} purged)`;
  const counted = `${histories.tasks} tasks${purged} with ${histories.entries} entries; the audit with ${audit.entries}.`;
  if (process.argv.includes('--json')) await printLine(JSON.stringify({ ...histories, audit }));
  else await printLine([...histories.faults.map(inWords), ...audit.faults.map(auditInWords), `${counted} ${faults === 0 ? 'All is whole.' : `Faults: ${faults}.`}`].join('\n'));
  return faults === 0;
});
