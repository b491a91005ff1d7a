// `/rounds settings`: when and what somebody wants to hear, and what comes all the same.
import { formatSpan, parseSpan, WEEKDAYS } from '../../domain/opening-hours.js';
import type { ClockSpan, Weekday } from '../../domain/opening-hours.js';
import type { Person, Platform, Playbook, Preferences } from '../../domain/playbook.js';
import type { Answers, Form, FormRef, Input, Node, Option } from '../nodes.js';
import { sayClockTime } from '../times.js';
import { PLATFORM_WORDS } from '../words.js';
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

/** Whose settings, and `platforms`: those on which they can be reached. */
export type Setting = { person: Person; playbook: Playbook; platforms: readonly Platform[] };

const listed = (answers: Answers, key: string): readonly string[] => {
  const value = answers[key];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

/** What stands in the form: what was chosen in it so far, or what holds. */
const shownOf = ({ person, playbook, platforms }: Setting, answers: Answers) => {
  const held = person.prefers ?? AS_THE_PRACTICE;
  if (Object.keys(answers).length > 0) return { quiet: answer(answers, 'quiet'), days_off: listed(answers, 'days_off'), bundles: listed(answers, 'bundles'), digest: answer(answers, 'digest'), notices: answer(answers, 'notices') };
  return { quiet: held.quiet === 'practice' ? 'practice' : formatSpan(held.quiet), days_off: held.days_off, bundles: held.bundles.length > 0 ? held.bundles : playbook.attention.bundles, digest: held.digest ? 'yes' : 'no', notices: platforms.find((platform) => platform === held.notices) ?? platforms[0] ?? '' };
};

/** Asked of whoever can be reached on several platforms. */
const platformInput = ({ platforms }: Setting, chosen: string): Input[] =>
  platforms.length < 2 ? [] : [{ kind: 'input', key: 'notices', label: 'Where notices come', hint: 'Once, in one place. Cards that stand already stay where they are.', optional: false, control: choiceControl(platforms.map((value) => ({ value, label: PLATFORM_WORDS[value] })), chosen, 'radio') }];

/** `answers` are what was chosen in it before; none: what holds is shown. */
export const settingsForm = (setting: Setting, ref: FormRef, answers: Answers = {}): Form => {
  const { person: { prefers: held = AS_THE_PRACTICE }, playbook } = setting;
  const { quiet, days_off, bundles, digest, notices } = shownOf(setting, answers);
  const [dayValue, bundleValue] = [days_off, bundles].map((value) => (value.length > 0 ? { value } : {}));
  return {
    name: 'settings_form', title: 'Your settings', submit: 'Save', close: 'Back', ref,
    parts: [
      ...platformInput(setting, notices),
      { kind: 'input', key: 'quiet', label: 'Quiet hours', hint: 'Nothing routine comes then.', optional: false, control: choiceControl(quietOptions(held.quiet, playbook), quiet, 'list') },
      { kind: 'input', key: 'days_off', label: 'Days off', optional: true, control: { kind: 'choices', options: [...WEEKDAYS.slice(1), 'sun' as const].map((value) => ({ value, label: DAY_WORDS[value] })), ...dayValue } },
      { kind: 'input', key: 'bundles', label: 'When reminders come', hint: 'Each time is one message for all of them.', optional: false, control: { kind: 'choices', options: bundleOptions(held.bundles.length > 0 ? held.bundles : playbook.attention.bundles), ...bundleValue } },
      { kind: 'input', key: 'digest', label: '“Your day” in the morning', optional: false, control: choiceControl([{ value: 'yes', label: 'On' }, { value: 'no', label: 'Off' }], digest, 'radio') },
      { kind: 'small', lines: ['These always come:', ...ALWAYS] } satisfies Node,
    ],
  };
};

const isSpan = (span: ClockSpan | { error: string }): span is ClockSpan => !('error' in span);

/** The platform that was chosen; what holds where the form did not ask; null where it is none of theirs. */
const readPlatform = (answers: Answers, { person, platforms }: Setting): { notices?: Platform } | null => {
  const held = person.prefers?.notices;
  if (platforms.length < 2) return held === undefined ? {} : { notices: held };
  const notices = platforms.find((platform) => platform === answer(answers, 'notices'));
  return notices === undefined ? null : { notices };
};

type Wrong = 'quiet' | 'bundles' | 'notices';

/** What was chosen, as the playbook writes it; the keys of what is wrong otherwise. */
export const readSettings = (answers: Answers, setting: Setting): { ok: true; prefers: Record<string, unknown> } | { ok: false; wrong: readonly Wrong[] } => {
  const { playbook } = setting;
  const quiet = answer(answers, 'quiet');
  const bundles = listed(answers, 'bundles').toSorted();
  const platform = readPlatform(answers, setting);
  const wrong: Wrong[] = [...(quiet === 'practice' || isSpan(parseSpan(quiet)) ? [] : ['quiet' as const]), ...(bundles.length === 0 || bundles.length > LONGEST_LIST ? ['bundles' as const] : []), ...(platform === null ? ['notices' as const] : [])];
  if (wrong.length > 0) return { ok: false, wrong };
  const asPractice = bundles.join() === playbook.attention.bundles.toSorted().join();
  return { ok: true, prefers: { quiet, days_off: listed(answers, 'days_off'), bundles: asPractice ? [] : bundles, digest: answer(answers, 'digest') !== 'no', ...platform } };
};
