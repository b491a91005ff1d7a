// The closed lists of words that tasks, histories and playbooks share.
export const STATUSES = ['triage', 'todo', 'in_progress', 'waiting', 'blocked', 'in_review', 'done', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Where a command came in. */
export const DOORS = ['slack', 'teams', 'web', 'mail', 'webhook', 'job'] as const;
export type Door = (typeof DOORS)[number];

/** How the work reached the practice, whatever door it took into Rounds. */
export const CAME_BY = ['chat', 'phone', 'walk_in', 'voicemail', 'fax', 'portal', 'website', 'email', 'provider', 'list'] as const;
export type CameBy = (typeof CAME_BY)[number];
