// The load generator: a process of its own, so that it takes no time from what it measures but the cores'.
import { Agent, request } from 'node:http';
import { newRequest } from './interaction.js';
import { quantile } from './quantile.js';

/** `perSecond` null: as many as it takes, `lanes` at a time. Otherwise open loop: a slow answer does not hold the next request back. */
export type Load = { url: string; seconds: number; perSecond: number | null; lanes: number };
export type Loaded = { answered: number; failed: number; perSecond: number; p50: number; p99: number };

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Bare Bolt answers with nothing, Rounds with the task's line: a form that came back, or an apology, is no stored task. */
const isStored = (answer: string) => answer === '' || /T-\d+/.test(answer);

const send = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { body, headers } = newRequest();
    const sent = request(`${url}/slack/events`, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(response.statusCode === 200 && isStored(text)));
    });
    sent.on('error', () => resolve(false));
    sent.end(body);
  });

const run = async ({ url, seconds, perSecond, lanes }: Load): Promise<Loaded> => {
  const times: number[] = [];
  let failed = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  /** Counts from the moment it was due: what waits for a free socket has waited as well. */
  const one = async (due: number) => {
    if (await send(url)) times.push(performance.now() - due);
    else failed += 1;
  };
  if (perSecond === null) {
    await Promise.all(Array.from({ length: lanes }, async () => {
      while (performance.now() < end) await one(performance.now());
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
