// The load generator: a process of its own, so that it takes no time from what it measures but the cores'.
import { Agent, request } from 'node:http';
import { newRequest } from './interaction.js';
import { quantile } from './quantile.js';
import { sendsForm, teamsRequest } from './teams-interaction.js';
import type { Asked, TeamsAsk } from './teams-interaction.js';

/**
 * `perSecond` null: as many as it takes, `lanes` at a time, for so many seconds or `count` of them. Otherwise open loop: a slow answer does not hold
 * the next request back. `teams`: what is asked through Teams' door; absent: Slack's form of a new task.
 */
export type Load = { url: string; seconds: number; count?: number | null; perSecond: number | null; lanes: number; teams?: TeamsAsk };
export type Loaded = { answered: number; failed: number; perSecond: number; p50: number; p99: number };

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Bare Bolt answers with nothing, bare botbuilder with an echo, Rounds with the task's line: a form that came back, or an apology, is no stored task. */
const isStored = (answer: string) => answer === '' || /T-\d+|patel|It is saved/.test(answer);

const slackRequest = (): Asked => ({ path: '/slack/events', ...newRequest() });

/** The answer's text; null where there was none. */
const post = (url: string, { path, body, headers }: Asked): Promise<string | null> =>
  new Promise((resolve) => {
    const sent = request(`${url}${path}`, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(response.statusCode === 200 ? text : null));
    });
    sent.on('error', () => resolve(null));
    sent.end(body);
  });

const send = async ({ url, teams }: Load, nth: number): Promise<boolean> => {
  const answer = await post(url, teams === undefined ? slackRequest() : teamsRequest(teams, nth));
  if (answer === null || teams?.does !== 'take in') return answer !== null && (teams?.does === 'start' || isStored(answer));
  const form = sendsForm(teams, answer);
  const stored = form === null ? null : await post(url, form);
  return stored !== null && isStored(stored);
};

const run = async (load: Load): Promise<Loaded> => {
  const { seconds, perSecond, lanes, count = null } = load;
  const times: number[] = [];
  let failed = 0;
  let begun = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  /** Counts from the moment it was due: what waits for a free socket has waited as well. */
  const one = async (due: number) => {
    if (await send(load, begun++)) times.push(performance.now() - due);
    else failed += 1;
  };
  if (perSecond === null) {
    await Promise.all(Array.from({ length: lanes }, async () => {
      while (count === null ? performance.now() < end : begun < count) await one(performance.now());
    }));
  } else {
    const all: Promise<void>[] = [];
    for (let nth = 0; nth < seconds * perSecond; nth += 1) {
      const due = started + (nth * 1000) / perSecond;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      all.push(one(due));
    }
    await Promise.all(all);
  }
  const took = (performance.now() - started) / 1000;
  return { answered: times.length, failed, perSecond: times.length / took, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
};

process.once('message', (load: Load) => {
  void run(load).then((loaded) => {
    process.send?.(loaded);
    agent.destroy();
    process.disconnect();
  });
});
