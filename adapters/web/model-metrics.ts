import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Asked } from '../../src/use-cases/ask-model.js';

/** Counts what became of questions to a model, and the tokens that they took. */
export const countAsked = (registry: Registry): ((asked: Asked) => void) => {
  const questions = new Counter({ name: 'rounds_model_questions_total', help: 'Messages that could go to the model, by what became of it', labelNames: ['outcome'], registers: [registry] });
  const tokens = new Counter({ name: 'rounds_model_tokens_total', help: 'Tokens that the model took', labelNames: ['direction'], registers: [registry] });
  return ({ outcome, tokens: used }) => {
    questions.inc({ outcome });
    if (used === undefined) return;
    tokens.inc({ direction: 'in' }, used.in);
    tokens.inc({ direction: 'out' }, used.out);
  };
};
