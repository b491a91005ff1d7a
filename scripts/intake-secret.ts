// `npm run -s intake:secret -- SOURCE`: makes the secret that a source of the signed webhook signs with, and shows it this once.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { faultFields } from '../src/fault-fields.js';
import { makeIntakeSecrets } from '../src/use-cases/intake-secrets.js';
import { keepAudit } from '../src/use-cases/keep-audit.js';
import { operatorOf } from './operator.js';
import { playbookAtHand, sealerAtHand } from './practice-at-hand.js';
import { printLine, withStore } from './store-at-hand.js';

const USAGE = `Say which source gets a secret: npm run -s intake:secret -- SOURCE [--at-once] [--by "Your Name"]
The secret before it stays good for a day; with --at-once it ends now.`;

const typed = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { 'at-once': { type: 'boolean' }, by: { type: 'string' } } });
  } catch (error) {
    throw new Error(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}.\n${USAGE}`, { cause: error });
  }
};

await withStore(async (store) => {
  const { values, positionals: [source, ...rest] } = typed();
  if (source === undefined || rest.length > 0) throw new Error(USAGE);
  const config = readConfig(process.env);
  const [playbook, sealer] = [await playbookAtHand(store), await sealerAtHand(config, store)];
  const wallClock = () => new Date();
  const audit = keepAudit({ audit: store.audit, clock: { now: wallClock }, onFault: (_lost, error) => console.error(faultFields(error)) });
  const secrets = makeIntakeSecrets({ intakeSecrets: store.intakeSecrets, playbooks: { current: () => playbook }, sealer, audit, wallClock, newSecret: () => randomBytes(32).toString('base64') });
  const made = await secrets.renew(source, { operator: operatorOf(values.by, config) }, { atOnce: values['at-once'] ?? false });
  if (made.result !== 'made') throw new Error(`The playbook names no intake source "${source}". It knows: ${playbook.intake.map((each) => each.key).join(', ') || 'none'}.`);
  await printLine(made.secret);
  console.error(`The secret of ${source} is shown this once.${made.beforeEndsAt === null ? '' : ` The one before it is good until ${made.beforeEndsAt.toISOString()}.`}`);
  return true;
});
