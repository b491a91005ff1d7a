import type { OutFields } from '../values/encode.js';
import type { Call } from './call.js';

/** One command of the server. */
export interface Command {
  /** The fields it honours, besides its own name and those any command may have. All others are refused, but for `any`. */
  readonly options: readonly string[] | 'any';
  /** Gives the answer's fields but `ok`. Throws `CommandError` to refuse. */
  readonly run: (call: Call) => OutFields | Promise<OutFields>;
}
