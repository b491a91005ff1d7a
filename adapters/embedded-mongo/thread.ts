/** What the thread is started with. */
export interface WorkerData {
  readonly dataDir: string;
  /** Absent where unix sockets do not exist. */
  readonly socketPath: string | undefined;
}

/** What the thread says to its parent. Whatever the parent says to it means: close. */
export type FromWorker = { readonly kind: 'ready'; readonly address: string } | { readonly kind: 'closed' };
