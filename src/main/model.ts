// The language model, where a practice has one.
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { countAsked } from '../../adapters/web/index.js';
import type { Clock } from '../ports/clock.js';
import type { Playbooks } from '../ports/playbooks.js';
import type { UsageStore } from '../ports/model.js';
import { makeGuard } from '../triage/model-guard.js';
import type { Suggest } from '../triage/suggest.js';
import { makeAskModel } from '../use-cases/ask-model.js';
import type { AskModel, Asked } from '../use-cases/ask-model.js';
import type { Config } from '../config.js';

type Around = { log: Logger; registry: Registry; usage: UsageStore; playbooks: Playbooks; suggest: Suggest; wallClock: Clock['now'] };

/** The model, where one is configured; nothing of it is loaded elsewhere. */
export const openModel = async ({ model }: Config, { log, registry, usage, playbooks, suggest, wallClock }: Around): Promise<AskModel | null> => {
  if (model === null) return null;
  const [{ createModel, LIMIT_MS }, { redact }] = await Promise.all([import('../../adapters/openai/index.js'), import('../triage/redaction/redact.js')]);
  const count = countAsked(registry);
  // Counts alone: what was asked and answered stands in no log.
  const onAsked = (asked: Asked) => {
    count(asked);
    if (asked.outcome === 'budget_spent') log.warn('the model’s budget for this month is spent: suggestions come from the built-in classifier until the next. The playbook’s "model" sets it');
    else log.info({ model: model.model, ...asked }, 'the model was asked');
  };
  return makeAskModel({ model: createModel(model), usage, guard: makeGuard(wallClock), redact, wallClock, limit: () => AbortSignal.timeout(LIMIT_MS), onAsked }, { playbooks, suggest });
};
