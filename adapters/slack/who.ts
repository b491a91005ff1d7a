// Who acts: the payload's user, and what their profile says of them.
import type { WebClient } from '@slack/web-api';
import type { Rounds } from '../../src/use-cases/rounds.js';
import type { Identity, WhoWeAre } from './identity.js';
import { within } from './patience.js';
import type { After, Patience } from './patience.js';

/** A user as a payload names them; `team` is the workspace they belong to, where it says so. */
export type Actor = { id: string; team: string | null };

type Profile = { guest: boolean; stranger: boolean; team: string | null; enterprise: string | null };

const HOUR = 3_600_000;
/** A profile that could not be read is asked for again after a minute, so that a slow Slack slows one answer and not each. */
const MINUTE = 60_000;

/** Somebody of another organisation in a shared channel. On Enterprise Grid colleagues belong to several workspaces of one organisation. */
export const isOutsider = (actor: Actor, self: Pick<Identity, 'team' | 'enterprise'>, profile: Profile | null): boolean => {
  if (profile?.stranger) return true;
  const home = profile?.team ?? actor.team;
  if (home === null || home === self.team || home === self.enterprise) return false;
  return self.enterprise === null || profile?.enterprise !== self.enterprise;
};

export type Deps = {
  people: Pick<WebClient, 'users'>;
  rounds: Pick<Rounds, 'whoIs'>;
  whoWeAre: Pick<WhoWeAre, 'known'>;
  now: () => Date;
  after: After;
  patience: Pick<Patience, 'profileMs'>;
};

export const makeWhoIs = ({ people, rounds, whoWeAre, now, after, patience }: Deps) => {
  const profiles = new Map<string, { profile: Profile | null; until: number }>();

  const ask = async (id: string): Promise<Profile | null> => {
    const { user } = await people.users.info({ user: id });
    if (!user) return null;
    return {
      guest: Boolean(user.is_restricted ?? false) || Boolean(user.is_ultra_restricted ?? false),
      stranger: Boolean((user as { is_stranger?: boolean }).is_stranger ?? false),
      team: user.team_id ?? null,
      enterprise: user.enterprise_user?.enterprise_id ?? null,
    };
  };

  const profileOf = async (id: string): Promise<Profile | null> => {
    const kept = profiles.get(id);
    const at = now().getTime();
    if (kept && kept.until > at) return kept.profile;
    const asked = ask(id).catch(() => null);
    const first = await within(asked, patience.profileMs, after);
    const profile = first.late ? null : first.value;
    profiles.set(id, { profile, until: at + (profile ? HOUR : MINUTE) });
    return profile;
  };

  return {
    /** The caller, or the sentence for those whom Rounds does not serve. A profile that cannot be read makes nobody a guest. */
    whoIs: async (actor: Actor) => {
      const [self, profile] = await Promise.all([whoWeAre.known(), profileOf(actor.id)]);
      return rounds.whoIs({ platform: 'slack', id: actor.id, outsider: isOutsider(actor, self, profile), guest: profile?.guest ?? false }, 'slack');
    },
    /** Their profile has changed. */
    forget: (id: string) => void profiles.delete(id),
  };
};
