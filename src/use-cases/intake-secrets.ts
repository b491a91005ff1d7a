// The secrets that intake sources sign with: made here, kept sealed, shown once. What an admin's page and `npm run intake:secret` ask.
import { SYSTEM } from '../domain/command.js';
import { mayRule, whoMayRule } from '../domain/permissions.js';
import { sourceOf } from '../domain/playbook.js';
import type { IntakeSource, Person } from '../domain/playbook.js';
import { refused } from '../domain/refusal.js';
import type { Refused } from '../domain/refusal.js';
import type { Door } from '../domain/words.js';
import type { IntakeSecret, IntakeSecretStore } from '../ports/intake-secret-store.js';
import type { Playbooks } from '../ports/playbooks.js';
import { noteDenied } from './denied.js';
import type { Deps } from './deps.js';

/** How long the secret before stays good. */
const OVERLAP_MS = 24 * 60 * 60_000;
const TRIES = 5;

/** A source and its secret's dates, in wall time; null: it has none, and its door is shut. */
export type SourceState = { source: IntakeSource; secret: { madeAt: Date; beforeEndsAt: Date | null } | null };
/** `secret` is to be shown now: nobody reads it again. */
export type Renewed = { result: 'made'; secret: string; beforeEndsAt: Date | null } | { result: 'no_source' } | ({ result: 'refused' } & Refused);
export type Revoked = { result: 'revoked' } | { result: 'had_none' } | ({ result: 'refused' } & Refused);
/** Who asks: a person by a door; or whoever stands at the machine, by name. */
export type Asker = { person: Person; door: Door } | { operator: string };

export type IntakeSecrets = {
  list(): Promise<readonly SourceState[]>;
  /** Makes a secret. The one before is good for a day more; with `atOnce` it ends now, because somebody may have read it. */
  renew(source: string, asker: Asker, how?: { atOnce?: boolean }): Promise<Renewed>;
  /** Takes the secret away, at once and with the one before: the source is shut until one is made. */
  revoke(source: string, asker: Asker): Promise<Revoked>;
  /** The secrets that a delivery of the source may be signed with now; none: nobody can sign. */
  goodFor(source: string): Promise<readonly string[]>;
};

type Keeping = Pick<Deps, 'sealer' | 'audit'> & { playbooks: Pick<Playbooks, 'current'>; intakeSecrets: IntakeSecretStore; wallClock(): Date; /** 256 random bits as base64. */ newSecret(): string };

const stillGood = (before: IntakeSecret['before'], now: Date) => (before !== null && before.endsAt > now ? before : null);

export const makeIntakeSecrets = ({ intakeSecrets: store, playbooks, sealer, audit, wallClock, newSecret }: Keeping): IntakeSecrets => {
  const put = async (source: string, secret: string, atOnce: boolean): Promise<Date | null> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const held = await store.find(source);
      const now = wallClock();
      const before = held === null || atOnce ? null : { secret: held.secret, endsAt: new Date(now.getTime() + OVERLAP_MS) };
      if (await store.put({ source, version: (held?.version ?? 0) + 1, secret: sealer.seal(secret), madeAt: now, before })) return before?.endsAt ?? null;
    }
    throw new Error('the secret was changed all the time');
  };

  /** Recorded, where somebody may not. */
  const denied = (asker: Asker): Refused | null => {
    if (!('person' in asker) || mayRule(asker.person, 'change_rules')) return null;
    const no = refused({ code: 'not_allowed', action: 'change_rules', who: whoMayRule('change_rules', playbooks.current()) });
    noteDenied(audit, no.refusal, { actor: asker.person.key, door: asker.door, verb: 'intake_secret', task: null });
    return no;
  };

  /** Before it is done: what opens or shuts a door is never unrecorded. */
  const record = (source: string, asker: Asker, before: 'ended' | 'kept_a_day' | 'revoked') => {
    const who = 'person' in asker ? { actor: asker.person.key, door: asker.door, facts: {} } : { actor: SYSTEM, door: 'job' as const, facts: { operator: asker.operator } };
    return audit.keep({ actor: who.actor, door: who.door, action: 'intake_secret', task: null, facts: { source, before, ...who.facts } });
  };

  return {
    list: async () => {
      const held = await store.all();
      return playbooks.current().intake.map((source) => {
        const secret = held.find((each) => each.source === source.key);
        return { source, secret: secret === undefined ? null : { madeAt: secret.madeAt, beforeEndsAt: stillGood(secret.before, wallClock())?.endsAt ?? null } };
      });
    },
    renew: async (key, asker, { atOnce = false } = {}) => {
      const no = denied(asker);
      if (no !== null) return { result: 'refused', ...no };
      if (sourceOf(playbooks.current(), key) === null) return { result: 'no_source' };
      await record(key, asker, atOnce ? 'ended' : 'kept_a_day');
      const secret = `whsec_${newSecret()}`;
      return { result: 'made', secret, beforeEndsAt: await put(key, secret, atOnce) };
    },
    revoke: async (key, asker) => {
      const no = denied(asker);
      if (no !== null) return { result: 'refused', ...no };
      if ((await store.find(key)) === null) return { result: 'had_none' };
      await record(key, asker, 'revoked');
      return { result: (await store.remove(key)) ? 'revoked' : 'had_none' };
    },
    goodFor: async (key) => {
      const held = sourceOf(playbooks.current(), key) === null ? null : await store.find(key);
      if (held === null) return [];
      const before = stillGood(held.before, wallClock());
      return [held.secret, ...(before === null ? [] : [before.secret])].map((sealed) => sealer.open(sealed));
    },
  };
};
