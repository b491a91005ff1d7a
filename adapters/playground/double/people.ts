import type { PersonSpec } from './types.js';
import type { Workspace } from './workspace.js';

/** The short name of old: `maria.lopez`. */
export const userName = ({ name }: PersonSpec): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '');

export const teamOf = ({ strangerFrom }: PersonSpec, { ids }: Workspace): string => strangerFrom ?? ids.team;

/** https://docs.slack.dev/reference/objects/user-object, as far as an app can rely on it. A deactivated user has no role flags. */
export const userObject = (person: PersonSpec, workspace: Workspace, withEmail: boolean): Record<string, unknown> => {
  const profile = { real_name: person.name, display_name: person.name, title: person.title ?? '', team: teamOf(person, workspace), ...(withEmail && person.email && { email: person.email }) };
  const base = { id: person.id, team_id: teamOf(person, workspace), name: userName(person), real_name: person.name, deleted: person.deactivated ?? false, profile, is_bot: false, is_app_user: false, updated: 0 };
  if (person.deactivated) return base;
  return {
    ...base,
    tz: 'America/New_York',
    is_admin: person.admin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest !== undefined,
    is_ultra_restricted: person.guest === 'single_channel',
    ...(person.strangerFrom && { is_stranger: true }),
  };
};

export const botUserObject = ({ ids }: Workspace): Record<string, unknown> => ({
  id: ids.botUser,
  team_id: ids.team,
  name: 'rounds',
  real_name: 'Rounds',
  deleted: false,
  profile: { real_name: 'Rounds', display_name: 'Rounds', bot_id: ids.bot, api_app_id: ids.app, team: ids.team },
  is_bot: true,
  is_app_user: false,
  is_admin: false,
  is_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  updated: 0,
});
