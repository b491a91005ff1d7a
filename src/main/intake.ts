// Work that comes in without a person: the signed webhook.
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { mountIntake } from '../../adapters/web/index.js';
import type { Web } from '../../adapters/web/index.js';
import { faultFields } from '../fault-fields.js';
import type { Clock } from '../ports/clock.js';
import { makeIntakeSecrets } from '../use-cases/intake-secrets.js';
import type { IntakeSecrets } from '../use-cases/intake-secrets.js';
import { makeTakeIn } from '../use-cases/take-in.js';

type Needs = Omit<Parameters<typeof makeIntakeSecrets>[0], 'newSecret' | 'wallClock'> & Parameters<typeof makeTakeIn>[0];

/** Opens the webhook on the listener; gives the secrets of its sources, for whoever shows them to an admin. `now` is wall time, by which signatures age. */
export const openWebhook = (deps: Needs, { web, log, now }: { web: Web; log: Logger; now: Clock['now'] }): IntakeSecrets => {
  const secrets = makeIntakeSecrets({ ...deps, wallClock: now, newSecret: () => randomBytes(32).toString('base64') });
  mountIntake(web.doors, { takeIn: makeTakeIn(deps), secrets, now, registry: web.registry, onFault: (error) => log.error(faultFields(error), 'a delivery was not stored; its sender was asked to send it again') });
  return secrets;
};
