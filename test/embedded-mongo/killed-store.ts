// A process of its own that serves a folder and ends itself with SIGKILL as its Nth acknowledged write leaves.
// Arguments: folder, socket path, N (0: never), `sound` or `broken`. The broken build is the test's control: it
// acknowledges first and writes down a moment later, which a test that can see the difference must notice.
import { Socket } from 'node:net';
import { startServer } from '../../adapters/embedded-mongo/server/server.js';
import { Store } from '../../adapters/embedded-mongo/storage/store.js';
import type { WriteTransaction } from '../../adapters/embedded-mongo/storage/write-transaction.js';

class BrokenStore extends Store {
  override write<T>(run: (tx: WriteTransaction) => T): Promise<T> {
    setTimeout(() => void super.write(run), 5);
    return Promise.resolve({ n: 1 } as T);
  }
}

const [folder = '', socketPath = '', killAt = '0', build = 'sound'] = process.argv.slice(2);

/** After the message's head (21 bytes) and the document's size: an int named `n`, which only writes answer first. */
const isWriteAnswer = (bytes: Buffer): boolean => bytes.subarray(25, 28).equals(Buffer.from('\x10n\0'));

let acknowledged = 0;
const write = Reflect.get(Socket.prototype, 'write') as (this: Socket, bytes: Buffer, sent?: () => void) => boolean;
Socket.prototype.write = function (this: Socket, bytes: unknown): boolean {
  if (!Buffer.isBuffer(bytes) || !isWriteAnswer(bytes)) return write.call(this, bytes as Buffer);
  acknowledged += 1;
  return acknowledged === Number(killAt) ? write.call(this, bytes, () => process.kill(process.pid, 'SIGKILL')) : write.call(this, bytes);
};

const store = build === 'broken' ? new BrokenStore(folder) : new Store(folder);
await startServer({
  store,
  socketPath,
  onFault: (fault) => {
    throw fault;
  },
});
process.send?.('ready');
