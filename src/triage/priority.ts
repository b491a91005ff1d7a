// A priority to show beside the choice; a person always chooses (invariant 2).
import type { Priority } from '../domain/task.js';

/** Danger, treatment stopped, or a lapsed licence, now. */
const DANGER = /\b(?:chest (?:pain|feels|tight)|can'?t breathe|short of breath|trouble breathing|suicid|seizing|stroke|unconscious|anaphyla|bleeding (?:a lot|heavily)|in the chair|gas leak|smell of gas|smells? (?:of )?(?:gas|smoke|burning)|smoke (?:smell|in)|fire in|sparks?\b|911|critical|panic value|no oxygen|out of oxygen|(?:licen[sc]e|dea)\b.{0,40}\b(?:lapsed|expired)|lapsed\b)/i;
const AT_ONCE = /\bNOW\b|\b(?:right now|immediately|emergency|this minute|right away)\b/;
const SOON = /\b(?:asap|stat|urgent(?:ly)?|today|tonight|tomorrow|tmrw|tmr|this (?:am|morning|afternoon)|before (?:lunch|noon|close|she leaves|he leaves|they close|his|her)|by (?:noon|eod|end of day|close)|at \d{1,2}(?::\d\d)?\b|overnight|rush|waiting (?:now|here|in)|in (?:the )?lobby|at the (?:window|desk|counter)|on hold|here now|checks? out|out of pills|last (?:pill|dose)|\d days? (?:left|of)|abnormal|positive|jumped|came back \d|suspicious|lump|lawyer|call a lawyer|filing limit|timely filing|legal|subpoena|appeal.{0,30}due|due (?:today|tomorrow)|within (?:24|48|72) h|overflow|leak|safety|tripp?ed|can'?t wait|alarm|out of range|dizz|numb|swelling|fever)/i;
const LATER = /\b(?:no (?:rush|hurry)|whenever|when (?:you|u) (?:get|can|have)|not urgent|if possible|low priority|at some point|next order|eventually|someday|would like somebody|just curious|fyi)\b/i;

/** What the words say of how soon. Without a word of it: `normal`. */
export const priorityOf = (text: string): Priority => {
  if (DANGER.test(text) || AT_ONCE.test(text)) return 'urgent';
  if (LATER.test(text)) return 'low';
  return SOON.test(text) ? 'high' : 'normal';
};
