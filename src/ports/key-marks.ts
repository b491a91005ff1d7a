/** Fingerprints of the keys that the sealed texts of a store need: never a key. `older` open what is not sealed anew yet. */
export type KeyMarks = { current: string; older: readonly string[] };

export type KeyMarkStore = {
  read(): Promise<KeyMarks | null>;
  /** Puts `next` in place of what was read; null: of nothing. False where another instance came first. */
  replace(read: KeyMarks | null, next: KeyMarks): Promise<boolean>;
};
