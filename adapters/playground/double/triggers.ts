import { SlackError } from './slack-error.js';

/** A trigger_id opens one view within 3 s: https://docs.slack.dev/interactivity/handling-user-interaction#trigger_ids */
const VALID_MS = 3000;

export type Trigger = { user: string; /** The modal it came from: the only one that `views.push` may stand on. */ view?: string };

export type Triggers = {
  issue(trigger: Trigger): string;
  /** Throws `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`. */
  exchange(id: string): Trigger;
};

export const createTriggers = (wall: () => number): Triggers => {
  const issued = new Map<string, Trigger & { at: number; used: boolean }>();
  let count = 0;
  return {
    issue: (trigger) => {
      const id = `${Math.floor(wall())}.${++count}.${Math.random().toString(16).slice(2, 14)}`;
      issued.set(id, { ...trigger, at: wall(), used: false });
      return id;
    },
    exchange: (id) => {
      const found = issued.get(id);
      if (!found) throw new SlackError('invalid_trigger_id');
      if (found.used) throw new SlackError('exchanged_trigger_id');
      if (wall() - found.at > VALID_MS) throw new SlackError('expired_trigger_id');
      found.used = true;
      return found;
    },
  };
};
