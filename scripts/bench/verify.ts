// What audit:verify does, with an eye on its own memory. Started by proving.ts with the store's address.
import { connectStore } from '../../adapters/mongo/index.js';
import { verifyAudit } from '../../src/use-cases/verify-audit.js';
import { verifyHistories } from '../../src/use-cases/verify-histories.js';
import type { Proved } from './proving.js';

const LOOK_MS = 10;
const [uri = ''] = process.argv.slice(2);
const store = await connectStore({ uri, log: { info: () => undefined, warn: () => undefined } });
const resident: number[] = [];
const looking = setInterval(() => resident.push(process.memoryUsage.rss() / 1024 / 1024), LOOK_MS);
const started = performance.now();
const histories = await verifyHistories(store);
const audit = await verifyAudit(store);
const ms = performance.now() - started;
clearInterval(looking);
const half = Math.floor(resident.length / 2);
const proved: Proved = {
  entries: histories.entries + audit.entries, faults: histories.faults.length + audit.faults.length, ms,
  firstHalfMb: Math.max(...resident.slice(0, half)), secondHalfMb: Math.max(...resident.slice(half)),
};
process.send?.(proved);
await store.close();
process.disconnect();
