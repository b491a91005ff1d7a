// Where a platform can be written to first, for platforms that ask a bot to remember it: a person's chat, a channel, the service behind them.

/** In the platform's own ids: the service to call, the conversation there, and whose chat it is where that is known. */
export type Address = { service: string; conversation: string; account?: string };

export type AddressStore = {
  /** Puts it in place of the one before. */
  keep(place: string, address: Address): Promise<void>;
  find(place: string): Promise<Address | null>;
};
