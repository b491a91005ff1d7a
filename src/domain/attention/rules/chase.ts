import { keyOn } from '../moments.js';
import type { AttentionRule } from '../rule.js';

/** The chase date came: the owner asks again. */
export const chase: AttentionRule = ({ state }) =>
  state.status === 'waiting' ? [{ at: state.chaseAt, kind: 'chase', to: 'holder', tier: 'reminder', key: keyOn('chase', state.chaseAt) }] : [];
