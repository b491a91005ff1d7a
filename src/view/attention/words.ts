// The words for what attention speaks of: each written once.
import { GRAVITY } from '../../domain/attention/rule.js';
import type { Attention } from '../../domain/attention/rule.js';

/** In a history: "told Maria Lopez (hasn't moved)". */
export const ATTENTION_WORDS: Record<Attention, string> = {
  before_due: 'due soon', idle: 'hasn’t moved', chase: 'time to ask again', due: 'due', deadline: 'deadline comes nearer', too_long: 'stands for too long', at_risk: 'deadline at risk',
  late: 'late', escalated: 'needs a lead', on_it_over: 'the agreed time is over', unanswered: 'urgent and unanswered',
};

export const isAttention = (kind: string): kind is Attention => GRAVITY.some((each) => each === kind);
