// How a signed webhook leaves: over HTTPS, to an address of the internet, within a time limit and without following redirects.

export type WebhookSender = {
  /** Resolves where the receiver took it (2xx). Throws Undeliverable where trying again cannot help; any other error is tried again. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<void>;
};
