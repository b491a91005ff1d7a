import { botToken } from './world.js';

export type Answered = { ok: boolean; error?: string; response_metadata?: { messages: string[] }; [key: string]: unknown };

/** Calls the Web API as any HTTP client would: JSON with a bearer token. */
export const caller = (apiUrl: string, token: string | undefined = botToken) => async (method: string, args: Record<string, unknown> = {}): Promise<Answered> => {
  const response = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(args),
  });
  return { ...((await response.json()) as Answered), status: response.status, retryAfter: response.headers.get('retry-after') };
};
