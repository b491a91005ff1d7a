// A server with the wire format of OpenAI's Responses API, which answers as a test says: well, badly, far too much, or not at all.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type FakeModel = {
  url: string;
  /** What was sent, as text: nothing of a patient may stand in it. */
  heard: string[];
  /** What it does with the next requests. */
  answers(how: (response: ServerResponse) => void): void;
  close(): Promise<void>;
};

/** An answer as the API gives it, with this as the model's own text. */
export const saying = (text: string, tokens = { input_tokens: 400, output_tokens: 40 }) => (response: ServerResponse) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({
    id: 'resp_1', object: 'response', created_at: 1, status: 'completed', model: 'fake', error: null, incomplete_details: null, instructions: null, metadata: {}, parallel_tool_calls: true, temperature: 1, tool_choice: 'auto', tools: [], top_p: 1,
    output: [{ type: 'message', id: 'msg_1', status: 'completed', role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] }],
    usage: { ...tokens, total_tokens: tokens.input_tokens + tokens.output_tokens, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } },
  }));
};

export const suggesting = (type: string, more: object = {}) => saying(JSON.stringify({ types: [{ type, confidence: 0.93 }], not_a_task: 0.02, priority: 'high', second_request: null, ...more }));

export const openFakeModel = async (): Promise<FakeModel> => {
  const state = { how: suggesting('reschedule') };
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      heard.push(Buffer.concat(parts).toString());
      state.how(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, heard,
    answers: (how) => { state.how = how; },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
