// How long a person waits for the form of a message: with its suggestion, and with a language model that never answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './child.js';
import { startFakeSlack } from './fake-slack.js';
import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { BOT_TOKEN, shortcut, signed, SIGNING_SECRET } from './interaction.js';
import { quantile } from './quantile.js';

const MESSAGES = [
  'Pt called, cannot make thursday, wants to move the appt to next week',
  'Aetna denied the MRI claim, can somebody appeal this by friday',
  'Dr Patel wants her referred to cardiology asap',
  'new patient packet came back without the insurance card',
  'fridge alarm in the vaccine room went off again',
  'thanks everybody, lunch is in the break room',
];
const PER_SECOND = 20;
const OPENINGS = 300;
const WARM_UP = 20;

/** Takes every request and answers none. */
const startHangingModel = async () => {
  let asked = 0;
  const server = createServer((request) => {
    asked += 1;
    request.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, asked: () => asked, close: () => (server.closeAllConnections(), void server.close()) };
};

export const benchSuggesting = async (): Promise<Figure[]> => {
  const opened = new Map<string, () => void>();
  const slack = await startFakeSlack((method, body) => {
    if (method === 'views.open') opened.get(new URLSearchParams(body).get('trigger_id') ?? '')?.();
  });
  const model = await startHangingModel();
  const folder = mkdtempSync(join(tmpdir(), 'rounds-bench-'));
  let nth = 0;

  /** Milliseconds from the press to the call that opens the form. */
  const open = async (url: string, text: string | null): Promise<number> => {
    const trigger = `bench.${nth++}`;
    const { body, headers } = signed(shortcut(trigger, text));
    const started = performance.now();
    const shown = new Promise<number>((resolve) => opened.set(trigger, () => resolve(performance.now() - started)));
    const response = await fetch(`${url}/slack/events`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`a shortcut was answered with ${response.status}; a figure without it would be none`);
    return shown;
  };
  const openMany = async (url: string, textOf: (nth: number) => string | null): Promise<number[]> => {
    for (let each = 0; each < WARM_UP; each += 1) await open(url, textOf(each));
    const all: Promise<number>[] = [];
    for (let each = 0; each < OPENINGS; each += 1) {
      all.push(open(url, textOf(each)));
      await new Promise((resolve) => setTimeout(resolve, 1000 / PER_SECOND));
    }
    return Promise.all(all);
  };
  const measure = async (name: string, env: Record<string, string>) => {
    const program = await startProgram('../serve.js', { PORT: '0', DATA_DIR: join(folder, name), SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.url, ...env });
    try {
      return { blank: await openMany(program.url, () => null), withMessage: await openMany(program.url, (each) => MESSAGES[each % MESSAGES.length] ?? '') };
    } finally {
      await program.stop();
    }
  };

  try {
    const playbook = join(folder, 'playbook.yaml');
    writeFileSync(playbook, 'agreements: [{ with: localhost, on: 2026-01-15, by: alex }]\n');
    const off = await measure('off', {});
    const hanging = await measure('hanging', { PLAYBOOK: playbook, OPENAI_API_KEY: 'bench', OPENAI_MODEL: 'bench', OPENAI_BASE_URL: `http://localhost:${model.port}/v1` });
    if (model.asked() === 0) throw new Error('the model was never asked; a figure with it would be none');
    const NO_MESSAGE = 'a form without a message';
    return [
      figure('form of a message with its suggestion, p50', 'ms', quantile(off.withMessage, 0.5), quantile(off.blank, 0.5), NO_MESSAGE),
      figure('form of a message with its suggestion, p99', 'ms', quantile(off.withMessage, 0.99), quantile(off.blank, 0.99), NO_MESSAGE),
      figure('form of a message while the language model hangs, p99', 'ms', quantile(hanging.withMessage, 0.99), quantile(off.withMessage, 0.99), 'no model', { atMost: 1.2 }),
    ];
  } finally {
    slack.close();
    model.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
