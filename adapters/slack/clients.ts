// Two clients: a notice that Slack slows down must never hold back a modal that a person waits for.
import { WebClient } from '@slack/web-api';
import type { Logger, WebClientOptions } from '@slack/web-api';

export type Clients = { people: WebClient; notices: WebClient };

/** Neither tries again by itself: a trigger has died by then, and a notice's retries are the relay's business. */
export const makeClients = ({ botToken, apiUrl, logger }: { botToken: string; apiUrl?: string | undefined; logger: Logger }): Clients => {
  const client = (timeout: number) => {
    const options: WebClientOptions = { timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger, ...(apiUrl !== undefined && { slackApiUrl: apiUrl }) };
    return new WebClient(botToken, options);
  };
  return { people: client(2500), notices: client(10_000) };
};
