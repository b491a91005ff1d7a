// OpenAI's Responses API, or any server that speaks it. Loaded only where a key is set.
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { Model } from '../../src/ports/model.js';
import { instructionsFor, ModelAnswer } from '../../src/triage/model-answer.js';

/** Longer than any answer to our question; what is longer is not read. */
const MOST_BYTES = 64_000;
const MOST_TOKENS = 2000;
/** A person waits at a form: the first answer or none. */
export const LIMIT_MS = 8000;

class AnswerTooLong extends Error {
  override name = 'AnswerTooLong';
}

/** Reads no more of a response than an answer can have. */
const shortFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MOST_BYTES) {
      await reader.cancel();
      throw new AnswerTooLong(`more than ${MOST_BYTES} bytes`);
    }
    parts.push(value);
  }
  const bodiless = response.status === 204 || response.status === 304;
  return new Response(bodiless ? null : Buffer.concat(parts), { status: response.status, statusText: response.statusText, headers: response.headers });
};

export type ModelOptions = { apiKey: string; baseUrl: string; model: string };

export const createModel = ({ apiKey, baseUrl, model }: ModelOptions): Model => {
  // Its own log would have texts in it.
  const client = new OpenAI({ apiKey, baseURL: baseUrl, timeout: LIMIT_MS, maxRetries: 0, fetch: shortFetch, logLevel: 'off' });
  return {
    name: model,
    host: new URL(baseUrl).hostname,
    ask: async ({ text, types }, signal) => {
      const response = await client.responses.parse({
        model, store: false, max_output_tokens: MOST_TOKENS, instructions: instructionsFor(types), input: text, text: { format: zodTextFormat(ModelAnswer, 'suggestion') },
      }, { signal });
      return { answer: response.output_parsed, tokens: { in: response.usage?.input_tokens ?? 0, out: response.usage?.output_tokens ?? 0 } };
    },
  };
};
