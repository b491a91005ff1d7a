// A language model as Rounds uses it: one question about one redacted message. What it says changes nothing (invariant 3).

export type ModelQuestion = {
  /** Redacted: nothing of a patient, and no name at all. */
  text: string;
  types: readonly { key: string; name: string; about: string }[];
};

/** `answer` is untrusted: `src/triage/model-answer.ts` reads it. */
export type ModelReply = { answer: unknown; tokens: { in: number; out: number } };

export type Model = {
  name: string;
  /** Whom the text goes to: an agreement with them must be recorded. */
  host: string;
  /** Rejects after `signal`, on an error of the server, and on an answer that is too long. */
  ask(question: ModelQuestion, signal: AbortSignal): Promise<ModelReply>;
};

export type Usage = { tokens: number; microdollars: number };

/** What the model has cost, by month (`2026-11`). */
export type UsageStore = {
  of(month: string): Promise<Usage>;
  add(month: string, usage: Usage): Promise<void>;
};
