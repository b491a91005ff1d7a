// Runs Rounds until it is asked to end.
import { pino } from 'pino';
import { ConfigurationError, readConfig } from '../src/config.js';
import { faultFields } from '../src/fault-fields.js';
import { startRounds } from '../src/main.js';

/** Faults that say by themselves what to do: shown without a stack. */
const PLAIN = ['ConfigurationError', 'PlaybookFault', 'FolderInUse', 'TokenRefused'];

const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') return `The port is taken: another program listens there. Set PORT to a free one, such as PORT=3001 npm start.`;
  return PLAIN.includes(error.name) ? error.message : (error.stack ?? error.message);
};

try {
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL, redact: ['req.headers', 'err.config', 'err.request', 'err.response', 'err.data'] });
  const rounds = await startRounds(config, log);
  console.log(rounds.playground === null ? `Rounds listens on port ${rounds.port}.` : `Rounds is ready. Open the playground: ${rounds.playground}`);

  // Node would write the whole error, with the request or the document that it carries.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal(faultFields(error), 'Rounds cannot go on and ends; start it again');
      process.exit(1);
    });
  }
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1); // Asked twice: at once.
    stopping = true;
    console.log('Stopping…');
    await rounds.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
} catch (error) {
  console.error(explain(error));
  process.exit(error instanceof ConfigurationError ? 78 : 1); // 78: EX_CONFIG of sysexits
}
