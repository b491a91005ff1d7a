// Asks the model about the message of an open form, where there is one and the practice has agreed to it. Nothing here can fail a form.
import { localDateOf } from '../domain/local-time.js';
import { usableTypes } from '../domain/playbook.js';
import type { Playbook } from '../domain/playbook.js';
import type { Model, Usage, UsageStore } from '../ports/model.js';
import { readAnswer } from '../triage/model-answer.js';
import type { Guard } from '../triage/model-guard.js';
import type { Redacted } from '../triage/redaction/redact.js';
import { rosterOf } from '../triage/redaction/roster.js';
import type { Suggestion } from '../triage/suggestion.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { Suggest } from '../triage/suggest.js';

/** What became of one question: counts for the log and the metrics, never a text. */
export type Asked = { outcome: 'answered' | 'no_agreement' | 'withheld' | 'budget_spent' | 'busy' | 'resting' | 'unreadable' | 'failed'; tokens?: { in: number; out: number }; ms?: number };

export type ModelDeps = {
  model: Model;
  usage: UsageStore;
  guard: Guard;
  redact(text: string, roster: ReadonlySet<string>): Redacted;
  wallClock(): Date;
  /** Ends a question. */
  limit(): AbortSignal;
  onAsked(asked: Asked): void;
};

/** Whether the practice recorded an agreement with whom the text goes to. */
export const agreedWith = (host: string, { agreements }: Pick<Playbook, 'agreements'>): boolean => {
  const name = host.replace(/^api\./, '').toLowerCase();
  return agreements.some((agreement) => agreement.with.toLowerCase().includes(name) || name.includes(agreement.with.toLowerCase().replaceAll(' ', '')));
};

const isSpent = ({ tokens, microdollars }: Usage, { monthly_tokens, monthly_dollars }: Playbook['model']) => tokens >= monthly_tokens || microdollars >= monthly_dollars * 1_000_000;

/** The model's suggestion for a text, or null. The message goes out redacted, or not at all. */
export const makeAskModel = ({ model, usage, guard, redact, wallClock, limit, onAsked }: ModelDeps, { playbooks, suggest }: { playbooks: Playbooks; suggest: Suggest }) => {
  const none = (asked: Asked): null => (onAsked(asked), null);
  return async (text: string, channel: string | null): Promise<Suggestion | null> => {
    const playbook = playbooks.current();
    if (!agreedWith(model.host, playbook)) return none({ outcome: 'no_agreement' });
    const redacted = redact(text, rosterOf(playbook));
    if (!redacted.send) return none({ outcome: 'withheld' });
    const month = localDateOf(playbook.practice.timezone, wallClock()).slice(0, 7);
    if (isSpent(await usage.of(month), playbook.model)) return none({ outcome: 'budget_spent' });
    const types = usableTypes(playbook);
    const started = wallClock().getTime();
    const ms = () => wallClock().getTime() - started;
    try {
      const guarded = await guard(() => model.ask({ text: redacted.text, types: types.map(({ key, name, about }) => ({ key, name, about })) }, limit()));
      if (!guarded.asked) return none({ outcome: guarded.because });
      const { answer, tokens } = guarded.value;
      const { in: priceIn, out: priceOut } = playbook.model.dollars_per_million;
      await usage.add(month, { tokens: tokens.in + tokens.out, microdollars: Math.ceil(tokens.in * priceIn + tokens.out * priceOut) });
      const suggestion = readAnswer(answer, model.name, new Set(types.map(({ key }) => key)), suggest(text, { playbook, place: { id: channel } }));
      onAsked({ outcome: suggestion === null ? 'unreadable' : 'answered', tokens, ms: ms() });
      return suggestion;
    } catch {
      // Whatever it was, the built-in suggestion stands; the outcome is counted.
      return none({ outcome: 'failed', ms: ms() });
    }
  };
};
export type AskModel = ReturnType<typeof makeAskModel>;
