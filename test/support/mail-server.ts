// A real mail server on this machine: Debian's Dovecot, with its mail in a folder of its own, and any login whose password is `secret`.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { eventually } from './eventually.js';

const DOVECOT = '/usr/sbin/dovecot';
export const PASSWORD = 'secret';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (greeting) => (socket.destroy(), resolve(greeting.toString().startsWith('* OK'))));
    socket.on('error', () => resolve(false));
  });

/** Dovecot lets nobody read mail as root: there the mail belongs to nobody. */
const settings = (folder: string, port: number): string => {
  const { uid, gid, username } = userInfo();
  const [mailUser, mailGroup] = uid === 0 ? ['nobody', 'nogroup'] : [String(uid), String(gid)];
  return `
protocols = imap
base_dir = ${folder}/run
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
${uid === 0 ? '' : `default_internal_user = ${username}\ndefault_internal_group = ${username}\ndefault_login_user = ${username}`}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${mailUser} gid=${mailGroup} home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${String(port)}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
};

export type MailServer = {
  port: number;
  /** A client of somebody's own, as their mail program. It is closed with the server. */
  login(user: string): Promise<ImapFlow>;
  /** Puts a mail into a mailbox, as its sender's server would. */
  delivers(user: string, mail: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts it; throws, with what it said, where it does not answer. */
export const startMailServer = async (): Promise<MailServer> => {
  if (!existsSync(DOVECOT)) throw new Error('the mail tests need Dovecot: apt-get install dovecot-imapd');
  const folder = mkdtempSync(join(tmpdir(), 'rounds-mail-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail'));
  if (userInfo().uid === 0) spawnSync('chown', ['nobody:nogroup', join(folder, 'mail')]);
  const port = await freePort();
  writeFileSync(join(folder, 'dovecot.conf'), settings(folder, port));
  const child = spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const clients: ImapFlow[] = [];
  const stop = async () => {
    for (const client of clients) client.close();
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await eventually('the mail server answers', async () => {
    if (child.exitCode !== null) throw new Error(`Dovecot ended: ${said}${existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : ''}`);
    return answers(port);
  });
  const login = async (user: string) => {
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user, pass: PASSWORD }, logger: false, disableAutoIdle: true });
    clients.push(client);
    await client.connect();
    return client;
  };
  return {
    port, login, stop,
    delivers: async (user, mail) => {
      const client = await login(user);
      await client.append('INBOX', mail.replaceAll(/\r?\n/g, '\r\n'));
      await client.logout();
    },
  };
};
