import type { Socket } from 'node:net';
import type { OutFields } from '../values/encode.js';
import { answerTo, parseRequest, splitMessages, type Request } from './wire.js';

type Answer = (request: Request) => Promise<OutFields>;

let lastAnswerId = 0;

const nextAnswerId = (): number => {
  lastAnswerId = (lastAnswerId + 1) % 0x7fffffff;
  return lastAnswerId;
};

/** One client's connection: answers its commands one after the other, in the order they came. */
export class Connection {
  private received = Buffer.alloc(0);
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Socket,
    private readonly answer: Answer,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.take(bytes));
    // A client that goes away in the middle is no fault of ours; its `close` event follows.
    socket.on('error', () => undefined);
  }

  private take(bytes: Buffer): void {
    try {
      const { messages, rest } = splitMessages(this.received.length > 0 ? Buffer.concat([this.received, bytes]) : bytes);
      this.received = Buffer.from(rest);
      for (const message of messages) {
        const request = parseRequest(Buffer.from(message));
        this.last = this.last.then(() => this.handle(request)).catch(() => this.drop());
      }
    } catch {
      this.drop();
    }
  }

  /** What the client sent is no MongoDB protocol: nothing after it can be understood. */
  private drop(): void {
    this.socket.destroy();
  }

  private async handle(request: Request): Promise<void> {
    const fields = await this.answer(request);
    if (!request.silent && !this.socket.destroyed) this.socket.write(answerTo(request, nextAnswerId(), fields));
  }

  /** Ends the connection once what it was asked is answered. */
  async close(): Promise<void> {
    await this.last;
    await new Promise<void>((resolve) => {
      if (this.socket.destroyed) resolve();
      else this.socket.end(() => resolve());
    });
    this.socket.destroy();
  }
}
