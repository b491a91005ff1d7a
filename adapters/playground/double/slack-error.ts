/** A refusal in Slack's words: `{ ok: false, error }`, with what Slack adds in `response_metadata.messages`. */
export class SlackError extends Error {
  override name = 'SlackError';
  constructor(
    readonly code: string,
    readonly messages: string[] = [],
    readonly extra: Record<string, string> = {},
  ) {
    super(messages.length > 0 ? `${code}: ${messages.join('; ')}` : code);
  }
}
