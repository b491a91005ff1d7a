import { CommandError } from '../errors.js';
import { MalformedBson } from '../values/decode.js';
import type { OutFields } from '../values/encode.js';
import { Call, type Services } from './call.js';
import { COMMANDS } from './commands/index.js';
import { checkCommand, transactionRefused } from './options.js';
import type { Request } from './wire.js';

const TRANSACTIONS = new Set(['commitTransaction', 'abortTransaction', 'prepareTransaction']);

const run = async (request: Request, services: Services): Promise<OutFields> => {
  if (request.refusal) throw request.refusal;
  if (TRANSACTIONS.has(request.name)) throw transactionRefused();
  const command = COMMANDS.get(request.name);
  if (!command) throw new CommandError('CommandNotFound', `no such command: '${request.name}'`);
  checkCommand(request.name, request.body, command.options);
  return command.run(new Call(request, services));
};

const refusal = (error: unknown): OutFields => {
  if (error instanceof CommandError) {
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { ok: 0, errmsg: `the embedded store failed: ${message}`, code: 1, codeName: 'InternalError' };
};

/** Answers one command. Every refusal and every fault becomes an answer; only broken bytes are thrown (`MalformedBson`). */
export const dispatch = async (request: Request, services: Services): Promise<OutFields> => {
  try {
    const answer = await run(request, services);
    return { ...answer, ok: 1 };
  } catch (error) {
    if (error instanceof MalformedBson) throw error;
    return refusal(error);
  }
};
