// `npm run -s webhook:secret -- KEY`: the secret by which a receiver of webhooks knows that they are ours. Worked out of the field key; stored nowhere.
import { readConfig } from '../src/config.js';
import { SYSTEM } from '../src/domain/command.js';
import { secretsOf, secretText } from '../src/use-cases/send-webhook.js';
import { openerOf, operatorOf, refuse } from './operator.js';
import { playbookAtHand } from './practice-at-hand.js';
import { printLine, withStore } from './store-at-hand.js';

await withStore(async (store) => {
  const [key] = process.argv.slice(2);
  const config = readConfig(process.env);
  const { webhooks } = await playbookAtHand(store);
  const webhook = webhooks.find((each) => each.key === key);
  if (webhook === undefined) return refuse(`Name a receiver of the playbook in force: npm run -s webhook:secret -- KEY. It knows: ${webhooks.map((each) => each.key).join(', ') || 'none'}.`);
  const [secret] = secretsOf(webhook, await openerOf('A secret', config, store));
  if (secret === undefined) return refuse('There is no secret.');
  await store.audit.append({ at: new Date(), actor: SYSTEM, door: 'job', action: 'export', task: null, facts: { what: 'webhook_secret', by: operatorOf(undefined, config), receiver: webhook.key } });
  await printLine(secretText(secret));
  return true;
});
