// Runs Rounds until it is asked to end.
import { readConfig } from '../src/config.js';
import { faultFields } from '../src/fault-fields.js';
import { makeLog } from '../src/log.js';
import type { Running } from '../src/main.js';
import { beginStorage } from '../src/main/storage.js';
import { exitCodeOf, explainStart } from './explain-start.js';

const fail = (error: unknown): never => {
  console.error(explainStart(error));
  process.exit(exitCodeOf(error));
};

/** One signal ends it in order; a second one at once. A signal during the start is honoured when the start is through. */
const stopOnSignal = (starting: Promise<Running>) => {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log('Stopping…');
    await (await starting).stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().catch(fail));
};

try {
  const config = readConfig(process.env);
  const log = makeLog(config.LOG_LEVEL);
  // Node would write the whole error, with the request or the document that it carries.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal(faultFields(error), 'Rounds cannot go on and ends; start it again');
      process.exit(1);
    });
  }
  const starting = Promise.all([import('../src/main.js'), beginStorage(config)]).then(([{ startRounds }, storage]) => startRounds(config, log, { storage }));
  stopOnSignal(starting);
  const { port, playground } = await starting;
  console.log(playground === null ? `Rounds listens on port ${port}.` : `Rounds is ready. Open the playground: ${playground}`);
} catch (error) {
  fail(error);
}
