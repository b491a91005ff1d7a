import type { Socket } from 'node:net';
import type { OutFields } from '../values/encode.js';
import { answerTo, parseRequest, splitMessages, type Request } from './wire.js';

type Answer = (request: Request) => Promise<OutFields>;

/** How long a client that is being left may take to read its last answer, in milliseconds. */
const FAREWELL = 1000;

let lastAnswerId = 0;

const nextAnswerId = (): number => {
  lastAnswerId = (lastAnswerId + 1) % 0x7fffffff;
  return lastAnswerId;
};

/** One client's connection: answers its commands one after the other, in the order they came. */
export class Connection {
  /** What came in and is no complete message yet. Joined only once enough is there: joining at each piece is slow. */
  private pieces: Buffer[] = [];
  private held = 0;
  private needed = 0;
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
    this.pieces.push(bytes);
    this.held += bytes.length;
    if (this.held < this.needed) return;
    try {
      const { messages, rest } = splitMessages(Buffer.concat(this.pieces));
      this.pieces = [rest];
      this.held = rest.length;
      this.needed = rest.length < 4 ? 0 : rest.readInt32LE(0);
      for (const message of messages) {
        const request = parseRequest(message);
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

  /** Ends the connection once what it was asked is answered, or the client has not taken the answer in time. */
  async close(): Promise<void> {
    await this.last;
    if (this.socket.destroyed) return;
    const closed = new Promise((resolve) => this.socket.once('close', resolve));
    const timer = setTimeout(() => this.drop(), FAREWELL);
    this.socket.end(() => this.drop());
    await closed;
    clearTimeout(timer);
  }
}
