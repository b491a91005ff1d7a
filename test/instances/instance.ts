// One of several instances: looks after what is owed on a store that others share, and sends it to a platform that writes down each post. Ends when
// nothing is left. `anew` stands for a build whose keys are not unique.
import { connectStore } from '../../adapters/mongo/index.js';
import type { Playbooks } from '../../src/ports/playbooks.js';
import { makeActOnTask } from '../../src/use-cases/act-on-task.js';
import { gather } from '../../src/use-cases/gather.js';
import { makeRelay, sentSoon } from '../../src/use-cases/relay.js';
import { sweep } from '../../src/use-cases/sweep.js';
import { instancesPlaybook, NOW } from './practice.js';

const [uri = '', keys = 'unique', aheadMs = '0'] = process.argv.slice(2);
const quiet = { info: () => undefined, warn: () => undefined };
const store = await connectStore({ uri, log: quiet });
const posts = store.connection.collection<{ key: string; by: number }>('posts');
const playbook = instancesPlaybook();
const wallClock = () => new Date(Date.now() + Number(aheadMs));
const relayOf: { send(): void; kick(): void } = { send: () => undefined, kick: () => undefined };
const fault = (error: unknown) => void process.stderr.write(`${String(error)}\n`);

const notices = keys === 'anew'
  ? { ...store.notices, add: (...[added, now]: Parameters<typeof store.notices.add>) => store.notices.add(added.map((notice) => ({ ...notice, key: `${notice.key}#${Math.random()}` })), now) }
  : store.notices;
const playbooks = { current: () => playbook, at: async () => playbook } as Partial<Playbooks> as Playbooks;
const deps = {
  ...store, notices: sentSoon(notices, () => relayOf.send()), clock: { now: () => NOW }, wallClock, phiMode: 'none' as const, kick: () => relayOf.kick(),
  playbooks,
  audit: { note: () => undefined, keep: async () => undefined }, onFault: (_task: number, error: unknown) => fault(error), onTrouble: () => undefined, onRelayFault: fault,
  sealer: { seal: () => ({ sealed: '', key: '' }), open: () => '' },
  platforms: [{
    name: 'slack' as const,
    post: async (_to: unknown, _message: unknown, key: string) => ({ channel: 'D1', ts: String((await posts.insertOne({ key: key.split('#')[0] ?? key, by: process.pid })).insertedId) }),
    update: async () => 'updated' as const,
  }],
};
const acting = { ...deps, actOnTask: makeActOnTask(deps) };
const relay = makeRelay(acting as never);
relayOf.send = relay.send;
relayOf.kick = relay.kick;

process.send?.('ready');
for (let left = true; left; ) {
  const attended = await sweep(acting);
  relay.kick();
  relay.send();
  await relay.settled();
  const gathered = await gather({ ...acting, send: relay.send });
  await relay.settled();
  left = attended + gathered > 0 || (await store.tasks.owing(1)).length > 0 || (await store.tasks.attentionDue(NOW, 1)).length > 0;
}
await relay.stop();
await store.close();
