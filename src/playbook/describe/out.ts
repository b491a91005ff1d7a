import type { Reader, Webhook } from '../../domain/out.js';
import type { Entry } from './entry.js';
import { factsOf } from './entry.js';
import type { NameOf } from './names.js';
import { listWords, plain } from './words.js';

export const describeReader = ({ key, name, queues, patient_data, token_sha256 }: Reader, nameOf: NameOf): Entry => ({
  key,
  label: name,
  facts: factsOf({
    name,
    queues: listWords(queues.map((queue) => nameOf('queues', queue))),
    'patient data': patient_data ? 'yes' : 'no',
    // Enough to see that it is another one.
    token: `${token_sha256.slice(0, 8)}…`,
  }),
});

export const describeWebhook = ({ key, url, on, secret }: Webhook): Entry => ({ key, label: key, facts: factsOf({ address: url, 'hears of': listWords(on.map(plain)), secret: `number ${String(secret)}` }) });
