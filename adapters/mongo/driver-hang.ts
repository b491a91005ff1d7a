// A fault of the driver (mongodb 7.8, and 7.9 reads the same), mended from outside until it is mended there.
import { createRequire } from 'node:module';

type Wire = { once(event: 'close', heard: () => void): unknown; off(event: 'close', heard: () => void): unknown; error?: Error | null };
type WriteCommand = (this: Wire, ...args: unknown[]) => Promise<unknown>;

/**
 * A command that is written as the server goes away waits for its socket to drain, and a destroyed socket never drains: the command
 * never settles. Where that is the monitor's own `hello`, the driver looks for the server no more, and an instance stays without its
 * store until it is restarted. Here the wait ends with the connection. Throws where the driver has no such place any more.
 */
export const endWritesWithTheirConnection = (): void => {
  const { Connection } = createRequire(import.meta.url)('mongodb/lib/cmap/connection.js') as { Connection: { prototype: { writeCommand?: WriteCommand; mended?: true } } };
  const wire = Connection.prototype;
  if (wire.mended) return;
  const write = wire.writeCommand;
  if (write === undefined) throw new Error('the driver writes its commands elsewhere now: is adapters/mongo/driver-hang.ts still needed?');
  wire.mended = true;
  wire.writeCommand = async function (...args) {
    let ended = () => {};
    const end = new Promise<never>((_resolve, reject) => {
      ended = () => reject(this.error ?? new Error('the connection closed'));
      this.once('close', ended);
    });
    try {
      return await Promise.race([write.apply(this, args), end]);
    } finally {
      this.off('close', ended);
    }
  };
};
