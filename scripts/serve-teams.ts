// `npm run start:teams`: Rounds beside Microsoft's local client. Requests carry no token there, so it is for trying alone, on this machine.
import { LOCAL_PLAYBOOK, startLocalClient } from './local-client.js';

const CLIENT_PORT = 56_150;
const { env } = process;
Object.assign(env, { NODE_ENV: 'development', TEAMS_PLAYGROUND: '1', HOST: '127.0.0.1', DATA_DIR: env['DATA_DIR'] ?? './data-teams', PLAYBOOK: env['PLAYBOOK'] ?? LOCAL_PLAYBOOK });
await import('./serve.js');
const client = await startLocalClient({ endpoint: `http://127.0.0.1:${env['PORT'] ?? '3000'}/api/messages`, port: CLIENT_PORT });
console.log(`Rounds in Teams’ local client, as Maria Lopez: ${client.url}\nSay "new" or "help". Nobody is asked for a token: whoever is on this machine can act as anybody.`);
