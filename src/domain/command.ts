// What a person (or the sweep) may ask of a task. Parsed at the door; inside, types are trusted.
import type { Entry } from './history.js';
import type { PersonKey, TypeKey } from './playbook.js';
import type { BlockNeed, CameBy, CancelReason, Door, Fields, Priority, Sealed, Source } from './task.js';

/** The sweep, the relay and the platforms' events act as the system; no person may have this key. */
export const SYSTEM = 'system';
export type ActorKey = PersonKey;

export type Envelope = {
  /** Carrying out the same id twice is carrying it out once. */
  id: string;
  door: Door;
  actor: ActorKey;
  /** The version that the person saw; null where nothing was seen (typed commands, the system). */
  seen: number | null;
};

export type Create = {
  verb: 'create';
  type: TypeKey;
  priority: Priority;
  fields: Fields;
  requester: PersonKey;
  /** Who says that they sit at a login that several share; nobody has proved it. Absent at everybody's own login. */
  takenInBy?: PersonKey;
  cameBy: CameBy;
  /** Chosen by a person; absent: as the playbook routes it and counts it. */
  owner?: PersonKey;
  due?: Date;
  source: Source | null;
  sourceText: Sealed | null;
  /** Who wrote the source, where it shows who the patient is: they are told so in private. */
  exposedBy?: PersonKey;
  followUpOf: number | null;
  /** What was suggested, and what the person made of it. */
  facts?: Entry['facts'] | undefined;
};

export type Step =
  | { verb: 'confirm'; type: TypeKey; priority: Priority; fields: Fields; owner?: PersonKey; due?: Date; /** As in `Create`. */ facts?: Entry['facts'] | undefined }
  | { verb: 'start'; fields: Fields }
  | { verb: 'resume' }
  | { verb: 'wait'; on: string; chaseAt: Date | null }
  /** One press: counts the attempt, waits on the patient, chases next morning. */
  | { verb: 'left_voicemail' }
  | { verb: 'block'; need: BlockNeed; from: PersonKey | null; task: number | null; note: Sealed | null }
  /** `followUp` answers the question of outcomes that ask first; `told` names whom, where the follow-up's queue is not on Rounds. */
  | { verb: 'finish'; outcome: string; fields: Fields; note: Sealed | null; reviewer: PersonKey | null; followUp: boolean; told: string | null }
  | { verb: 'approve' }
  | { verb: 'send_back'; why: string; note: Sealed | null }
  | { verb: 'reopen'; why: string }
  | { verb: 'cancel'; reason: CancelReason; duplicateOf: number | null }
  | { verb: 'restore'; why: string }
  /** `from`: it goes on only where it is still theirs, because they are out. */
  | { verb: 'reassign'; to: PersonKey; from?: PersonKey }
  | { verb: 'set_reviewer'; to: PersonKey; from?: PersonKey }
  /** Whoever takes it was offered it by its owner, and has accepted. */
  | { verb: 'take_over'; from: PersonKey; note: Sealed | null }
  | { verb: 'set_due'; at: Date; why: string }
  /** Once, where the rule allows it, with a reason: 45 CFR 164.524(b)(2) wants one in writing. */
  | { verb: 'extend_deadline'; why: string }
  | { verb: 'set_priority'; priority: Priority }
  | { verb: 'edit'; fields: Fields }
  | { verb: 'note'; text: Sealed }
  | { verb: 'snooze'; until: Date }
  /** Somebody looks after it: nobody further up is told until then. */
  | { verb: 'on_it'; until: Date }
  /** The system's own. */
  | { verb: 'attend' }
  | { verb: 'source_changed'; changed: 'edited' | 'deleted' }
  | { verb: 'hand_over'; from: PersonKey; to: PersonKey }
  | { verb: 'unblock'; by: number }
  | { verb: 'hold_up'; task: number }
  | { verb: 'link_follow_up'; task: number }
  /** Another task was cancelled as a duplicate of this one, or restored. */
  | { verb: 'link_duplicate'; task: number; is: boolean };

export type Verb = Step['verb'];
export type Command = Envelope & Step;
export type StepOf<V extends Verb> = Extract<Step, { verb: V }>;
export type CreateCommand = Envelope & Create;
