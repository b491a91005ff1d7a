// The practice's own rules as the domain reads them: the parsed playbook. Its keys are those of the YAML, so that one
// concept has one name. `src/playbook/schema.ts` makes one from YAML and answers for everything that is promised here.
import type { BusinessCalendar } from './calendar.js';
import type { Condition } from './condition.js';
import type { Duration } from './duration.js';
import type { ClockSpan, Weekday } from './opening-hours.js';
import type { Reader, Webhook } from './out.js';
import type { CameBy, Priority, Status } from './words.js';

export const ROLES = ['staff', 'lead', 'manager', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** Whose sign-off counts, beside the role. */
export const SIGNERS = ['clinician', 'billing_lead', 'coder', 'privacy_officer', 'office_manager'] as const;
export type Signer = (typeof SIGNERS)[number];

/** What reveals more than the work needs is `restricted`; `clinical` is for those who work the queue. */
export const SENSITIVITIES = ['standard', 'clinical', 'restricted'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

export const PHI_MODES = ['none', 'messages', 'full'] as const;
export type PhiMode = (typeof PHI_MODES)[number];

export type PersonKey = string;
export type QueueKey = string;
export type TypeKey = string;

export type Person = {
  key: PersonKey;
  name: string;
  roles: readonly Role[];
  may_sign: readonly Signer[];
  slack?: string;
  teams?: string;
  email?: string;
  queues: readonly QueueKey[];
  locations: readonly string[];
  /** Days away, both included, as `YYYY-MM-DD` in the practice's zone. */
  away: readonly { from: string; to: string }[];
  /** A login that several people share takes work in and does nothing else. */
  shared: boolean;
  /** No longer works here: gets nothing and may do nothing, and keeps their name in histories. */
  left: boolean;
  /** When and what they want to hear; absent: as the practice has it. What is urgent or about safety comes all the same. */
  prefers?: Preferences;
};

export const PLATFORMS = ['slack', 'teams'] as const;
export type Platform = (typeof PLATFORMS)[number];

export type Preferences = {
  /** In place of the practice's quiet hours. */
  quiet: 'practice' | ClockSpan;
  days_off: readonly Weekday[];
  /** Local times `HH:MM`; empty: the practice's. */
  bundles: readonly string[];
  /** Whether "my day" comes in the morning. */
  digest: boolean;
  /** Where notices come, for whoever is on several platforms; absent: on the first that is configured. */
  notices?: Platform;
};

/** Who is told of what cannot wait, beside the owner: the first at once, the others when nobody answered. */
export type Duty = { queue: QueueKey; people: readonly PersonKey[]; hours: ClockSpan };

export type Choice = { key: string; label: string };

/** A location may keep other hours than the practice. */
export type Location = Choice & { calendar?: BusinessCalendar };

export type Queue = {
  key: QueueKey;
  name: string;
  leads: readonly PersonKey[];
  intake?: PersonKey;
  slack_channel?: string;
  teams_channel?: string;
  /** Under PHI_MODE full its channel may show patient details: the practice says who is in it. */
  patient_data_in_channel?: boolean;
  /** Local time of the morning digest, `HH:MM`. */
  digest: string;
};

export const FIELD_KINDS = [
  'text', 'long_text', 'number', 'money', 'date', 'datetime', 'choice', 'choices', 'person', 'location', 'provider',
  'insurer', 'plan_type', 'patient_ref', 'phone', 'yes_no',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export type Field = {
  key: string;
  label: string;
  kind: FieldKind;
  /** The step that it gates; absent: it may stay empty. */
  needed?: 'create' | 'start' | 'done';
  options?: readonly Choice[];
  /** The field exists only where this holds. */
  when?: Condition;
  hint?: string;
};

export type WaitingReason = Choice & {
  /** Whether `due` stands still meanwhile. The deadline never does. */
  pauses: boolean;
  /** When to ask again, unless the owner says otherwise. */
  chase: Duration;
  /** The reason that "Left voicemail" sets. */
  patient: boolean;
};

export type FollowUp = {
  type: TypeKey;
  due: Duration;
  /** A person is asked each time: always so where the follow-up is of the same type. */
  ask: boolean;
  /** Fields carried over, each under its key in the new task: `new_expires_at` may become `expires_at`. */
  carry: readonly { from: string; to: string }[];
  /** Fields of the new task that the outcome itself answers. They stand above what is carried over. */
  fill: Readonly<Record<string, string | number | boolean>>;
};

export type Outcome = Choice & {
  follow_up?: FollowUp;
  note_required: boolean;
  /** Asked with this outcome alone. */
  fields: readonly Field[];
  /** It could not be done: FHIR says `failed`. */
  failed: boolean;
};

export type DueRule = {
  usual: Duration;
  by_priority: Partial<Record<Priority, Duration>>;
  /** First match wins, before the priority's. */
  cases: readonly { when: Condition; due: Duration; around_the_clock: boolean }[];
  /** Never later than this, counted from a field: `1 business day before appointment_at`. */
  not_later_than?: Duration;
};

/** A legal or payer limit on calendar time. First match wins. `about` says what it limits: "Appeal must be filed". */
export type DeadlineRule = { when: Condition; limit: Duration; extend_once?: Duration; about?: string };

/** Somebody beside the owner hears of it. `at` counts from the due date (`overdue`) or from one of `MOMENTS` or a date field. */
export type Escalation = {
  at: Duration;
  to: 'lead' | 'manager' | 'channel';
  when: Condition;
  /** Only while the task has one of these statuses; absent: any open one. */
  while?: readonly Status[];
};

/** What a duration may be counted from, beside the type's date fields: `14 calendar days before deadline`. */
export const MOMENTS = ['created', 'due', 'deadline'] as const;

export type TaskType = {
  key: TypeKey;
  queue: QueueKey;
  name: string;
  /** One line under the name, where a person chooses. */
  about: string;
  /** The practice's own words for this work, for suggestions: "gold card", "Bluebird form". */
  words: readonly string[];
  patient_data: boolean;
  sensitivity: Sensitivity;
  fields: readonly Field[];
  /** The fields that make a card's line in every PHI mode: none of them may be of the patient. */
  card_line: readonly string[];
  due: DueRule;
  deadlines: readonly DeadlineRule[];
  waiting_on: readonly WaitingReason[];
  outcomes: readonly Outcome[];
  review: { by: readonly Signer[]; when: Condition } | 'none';
  /** Where a task is no substitute for a call: the form says so first, and asks these fields of it. */
  call_first?: { when: Condition; say: string; asks: readonly string[] };
  /** How often to try a patient before the outcome "unreachable" is offered first. */
  attempts: number;
  /** What is true when the step is right, in one line each. */
  exit: Partial<Record<Status, string>>;
  /** How long it may rest before its owner is asked, in place of `attention.idle`; and how much longer before the lead hears. */
  idle?: Duration;
  idle_lead?: Duration;
  /** In place of `attention.remind_at`. */
  remind_at?: number;
  /** Beside those of `attention`. */
  escalate: readonly Escalation[];
};

export type RoutingRule = {
  when: {
    type?: readonly string[]; location?: readonly string[]; provider?: readonly string[]; insurer?: readonly string[];
    plan_type?: readonly string[]; source?: readonly string[]; priority?: readonly string[]; sensitivity?: readonly string[];
  };
  to: { queue?: QueueKey; owner?: string };
};

/** When a task needs someone. Clock times are local, `HH:MM`. */
export type Attention = {
  idle: Partial<Record<Status, Duration>>;
  /** The part of the time until due after which the owner is reminded: 0.75. */
  remind_at: number;
  deadline_reminders: readonly Duration[];
  escalate: readonly Escalation[];
  /** How long it may stand in a status before the lead hears. */
  too_long: Partial<Record<Status, Duration>>;
  /** How long before the deadline the lead hears of an open task. */
  at_risk: Duration;
  /** How long what cannot wait may go unanswered before the next person hears. */
  acknowledge: Duration;
  bundles: readonly string[];
  quiet_hours: 'outside_hours' | 'none';
  /** Routine messages a day. */
  max_messages_per_person: number;
};

/** Who may bring work in by the signed webhook: `POST /intake/:key`. Its secret is no part of the playbook. */
export type IntakeSource = {
  key: string;
  name: string;
  /** What kind of work it brings; absent: a person says so, with a suggestion. */
  type?: TypeKey;
  /** Whose leads sort it; absent: the type's, else the first queue that is on. */
  queue?: QueueKey;
  came_by: CameBy;
  /** Names in what it sends that make up the text; absent: all that is no field. */
  text?: readonly string[];
  /** The type's fields, and the name that each has in what it sends: `patient.chart` goes a step down. */
  fields: Readonly<Record<string, string>>;
};

/** What a mail must have: parts of the sender's address, of a recipient's, of the subject. Of a list one must fit. */
export type MailRule = { when: { from?: readonly string[]; to?: readonly string[]; subject?: readonly string[] }; type?: TypeKey; queue?: QueueKey; ignore: boolean };

/** A mailbox that Rounds reads, and never changes. Its password stands in the environment, under the name given here. */
export type Mailbox = {
  key: string;
  name: string;
  host: string;
  port?: number;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  password_from: string;
  folder: string;
  queue?: QueueKey;
  type?: TypeKey;
  came_by: CameBy;
  /** The first that fits wins. */
  rules: readonly MailRule[];
  /** Files that are kept, and how large each may be. */
  attachments: { types: readonly ('pdf' | 'png' | 'jpg' | 'tif' | 'txt' | 'csv' | 'doc' | 'docx' | 'xls' | 'xlsx')[]; megabytes: number };
};

/** Keeps closed tasks longer than retention does. All that is named must fit. */
export type Hold = {
  task?: readonly number[];
  type?: readonly TypeKey[];
  queue?: readonly QueueKey[];
  /** Days on which the task was worked on, as `YYYY-MM-DD` in the practice's zone, both included. */
  from?: string;
  to?: string;
  /** Who ordered it, and why; absent in the short forms `all` and `[T-1042]`. */
  by?: PersonKey;
  why?: string;
};

export type Playbook = {
  /** Versions count up from 1; a task keeps the version under which it was made. */
  version: number;
  practice: { name: string; timezone: string };
  /** The practice's calendar: hours, holidays, zone. */
  calendar: BusinessCalendar;
  locations: readonly Location[];
  providers: readonly Choice[];
  insurers: readonly Choice[];
  plan_types: readonly Choice[];
  people: readonly Person[];
  queues: readonly Queue[];
  enabled: readonly QueueKey[];
  task_types: readonly TaskType[];
  routing: readonly RoutingRule[];
  attention: Attention;
  duty: readonly Duty[];
  readers: readonly Reader[];
  webhooks: readonly Webhook[];
  intake: readonly IntakeSource[];
  mail: readonly Mailbox[];
  /** What each priority means, in the words that stand beside the choice. */
  priorities: Readonly<Record<Priority, string>>;
  agreements: readonly { with: string; on: string; by: string }[];
  /** What a language model may cost a month. It is asked only with a key and a recorded agreement. */
  model: { monthly_tokens: number; monthly_dollars: number; dollars_per_million: { in: number; out: number } };
  /** How long closed tasks are kept, and what a legal hold keeps longer. */
  retention: { years: number; legal_hold: readonly Hold[] };
};

const byKey = <T extends { key: string }>(list: readonly T[], key: string | null): T | null => list.find((entry) => entry.key === key) ?? null;

export const personOf = (playbook: Pick<Playbook, 'people'>, key: PersonKey | null) => byKey(playbook.people, key);
export const queueOf = (playbook: Pick<Playbook, 'queues'>, key: QueueKey | null) => byKey(playbook.queues, key);
export const typeOf = (playbook: Pick<Playbook, 'task_types'>, key: TypeKey | null) => byKey(playbook.task_types, key);

export const sourceOf = (playbook: Pick<Playbook, 'intake'>, key: string) => byKey(playbook.intake, key);

/** The types that can be created today: those of the enabled queues. */
export const usableTypes = (playbook: Pick<Playbook, 'task_types' | 'enabled'>) =>
  playbook.task_types.filter((type) => playbook.enabled.includes(type.queue));
