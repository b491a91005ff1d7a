import { messageBlocks } from '../blocks/validate.js';
import type { Core } from '../core.js';
import { SlackError } from '../slack-error.js';
import type { Block } from '../types.js';
import { type Args, json, text } from './method.js';

/** Slack cuts what is longer: https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
const TEXT = 40_000;

/** Text and blocks of a message; `blocks` is undefined where the argument is missing. Throws `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`. */
export const content = (core: Core, args: Args): { text: string | undefined; blocks: Block[] | undefined } => {
  const blocks = json(args, 'blocks', 'invalid_blocks_format');
  if (blocks !== undefined && blocks !== null && !Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  return { text: text(args, 'text')?.slice(0, TEXT), blocks: blocks ? messageBlocks(blocks, () => core.workspace.newId('b')) : undefined };
};

/** The same for a new message, which must say something. Throws `no_text` as well. */
export const newContent = (core: Core, args: Args): { text: string; blocks: Block[] | undefined } => {
  const given = content(core, args);
  if (given.text === undefined && !given.blocks?.length) throw new SlackError('no_text');
  return { ...given, text: given.text ?? '' };
};

/** Message metadata: an event type and a flat payload. Throws `invalid_metadata_format`. */
export const metadata = (args: Args): unknown => {
  const given = json(args, 'metadata', 'invalid_metadata_format');
  if (given === undefined || given === null) return undefined;
  const { event_type, event_payload } = given as { event_type?: unknown; event_payload?: unknown };
  if (typeof event_type !== 'string' || typeof event_payload !== 'object' || event_payload === null) throw new SlackError('invalid_metadata_format');
  return { event_type, event_payload };
};
