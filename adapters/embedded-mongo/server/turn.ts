import { CommandError } from '../errors.js';

/** How long one command may hold the thread before others have their turn, in milliseconds. */
const TURN = 5;

/** Lets a long command pause for others, and ends it when its sender has stopped waiting. */
export class Turn {
  private ends = performance.now() + TURN;

  /** `deadline` is on the clock of `performance.now()`. */
  constructor(private readonly deadline: number) {}

  /** Whether it is time to pause. Throws (50) once the deadline has passed. */
  isOver(): boolean {
    const now = performance.now();
    if (now > this.deadline) throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
    return now > this.ends;
  }

  async pass(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.ends = performance.now() + TURN;
  }
}
