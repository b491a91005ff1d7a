// `/rounds settings`: when and what somebody wants to hear, and what comes all the same.
import { formatSpan, parseSpan, WEEKDAYS } from '../../domain/opening-hours.js';
import type { ClockSpan, Weekday } from '../../domain/opening-hours.js';
import type { Person, Playbook, Preferences } from '../../domain/playbook.js';
import type { Answers, Form, FormRef, Node, Option } from '../nodes.js';
import { sayClockTime } from '../times.js';
import { answer, choiceControl } from './inputs.js';

const AS_THE_PRACTICE: Preferences = { quiet: 'practice', days_off: [], bundles: [], digest: true };
const QUIET: readonly string[] = ['17:00-08:00', '18:00-07:00', '19:00-07:00', '20:00-08:00'];
const DAY_WORDS: Record<Weekday, string> = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' };
const LONGEST_LIST = 6;

const spanWords = (span: string) => span.split('-').map(sayClockTime).join(' to ');

/** What keeps patients and the practice safe, and why nobody may switch it off. */
const ALWAYS: readonly string[] = [
  'Urgent tasks, and those whose clock runs at night: somebody may come to harm. They come at once, at any hour.',
  'Legal and payer deadlines: the law does not wait. A snooze does not hold them.',
  'Escalations and the digest of a queue that you lead: after you nobody else is told.',
];

const quietOptions = (held: Preferences['quiet'], { attention }: Playbook): Option[] => {
  const own = held === 'practice' ? [] : [formatSpan(held)];
  return [
    { value: 'practice', label: attention.quiet_hours === 'none' ? 'As the practice: none' : 'As the practice: outside its hours' },
    ...[...new Set([...QUIET, ...own])].map((value) => ({ value, label: spanWords(value) })),
  ];
};

/** Half hours of a working day, and whatever the practice or the person has beside them. */
const bundleOptions = (held: readonly string[]): Option[] => {
  const halves = Array.from({ length: 21 }, (_, index) => `${String(8 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`);
  return [...new Set([...halves, ...held])].toSorted().map((value) => ({ value, label: sayClockTime(value) }));
};

export const settingsForm = (person: Person, ref: FormRef, playbook: Playbook): Form => {
  const held = person.prefers ?? AS_THE_PRACTICE;
  const bundles = held.bundles.length > 0 ? held.bundles : playbook.attention.bundles;
  return {
    name: 'settings_form', title: 'Your settings', submit: 'Save', close: 'Back', ref,
    parts: [
      { kind: 'input', key: 'quiet', label: 'Quiet hours', hint: 'Nothing routine comes then.', optional: false, control: choiceControl(quietOptions(held.quiet, playbook), held.quiet === 'practice' ? 'practice' : formatSpan(held.quiet), 'list') },
      { kind: 'input', key: 'days_off', label: 'Days off', optional: true, control: { kind: 'choices', options: [...WEEKDAYS.slice(1), 'sun' as const].map((value) => ({ value, label: DAY_WORDS[value] })), ...(held.days_off.length > 0 ? { value: held.days_off } : {}) } },
      { kind: 'input', key: 'bundles', label: 'When reminders come', hint: 'Each time is one message for all of them.', optional: false, control: { kind: 'choices', options: bundleOptions(bundles), ...(bundles.length > 0 ? { value: bundles } : {}) } },
      { kind: 'input', key: 'digest', label: '“Your day” in the morning', optional: false, control: choiceControl([{ value: 'yes', label: 'On' }, { value: 'no', label: 'Off' }], held.digest ? 'yes' : 'no', 'radio') },
      { kind: 'small', lines: ['These always come:', ...ALWAYS] } satisfies Node,
    ],
  };
};

const listed = (answers: Answers, key: string): readonly string[] => {
  const value = answers[key];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

const isSpan = (span: ClockSpan | { error: string }): span is ClockSpan => !('error' in span);

/** What was chosen, as the playbook writes it; the keys of what is wrong otherwise. */
export const readSettings = (answers: Answers, playbook: Playbook): { ok: true; prefers: Record<string, unknown> } | { ok: false; wrong: readonly ('quiet' | 'bundles')[] } => {
  const quiet = answer(answers, 'quiet');
  const bundles = listed(answers, 'bundles').toSorted();
  const wrong = [...(quiet === 'practice' || isSpan(parseSpan(quiet)) ? [] : ['quiet' as const]), ...(bundles.length === 0 || bundles.length > LONGEST_LIST ? ['bundles' as const] : [])];
  if (wrong.length > 0) return { ok: false, wrong };
  const asPractice = bundles.join() === playbook.attention.bundles.toSorted().join();
  return { ok: true, prefers: { quiet, days_off: listed(answers, 'days_off'), bundles: asPractice ? [] : bundles, digest: answer(answers, 'digest') !== 'no' } };
};
