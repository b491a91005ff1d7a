// A small Slack workspace in the browser, which speaks to the real Slack adapter over signed HTTP.
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { createPlayground, keepInFile, practiceOf } from '../../adapters/playground/index.js';
import { openSlack } from './slack.js';
import type { Door, Plugs } from './door.js';

export const openPlayground = async (plugs: Plugs): Promise<Door> => {
  const { config, web, playbooks, clock, url, catchUp } = plugs;
  const secrets = { botToken: `xoxb-${randomUUID()}`, signingSecret: randomBytes(16).toString('hex') };
  // A clock that was moved on stays there through restarts: no time comes twice.
  const ahead = keepInFile(join(config.DATA_DIR, 'playground-clock.json'));
  const moved = { ms: z.number().catch(0).parse(await ahead.load()) };
  clock.move({ advanceMs: moved.ms });
  const advance = async (ms: number) => {
    moved.ms += ms;
    await ahead.save(moved.ms);
    clock.move({ advanceMs: ms });
    await catchUp();
  };
  const playground = await createPlayground({
    ...secrets, ...practiceOf(playbooks.current()), ownUrl: url, appUrl: `${url}/slack/events`, clock: { now: clock.now, advance }, persist: keepInFile(join(config.DATA_DIR, 'playground.json')),
  });
  web.doors.use('/playground', playground.router);
  const slack = await openSlack(plugs, { ...secrets, appToken: undefined, apiUrl: `${url}/playground/api/` });
  return { ...slack, leave: () => playground.leave(), stop: async () => (await slack.stop(), await playground.close()) };
};
