// The audit as people read it.
import type { AuditAction, AuditEntry } from '../domain/audit.js';
import { SYSTEM } from '../domain/command.js';
import type { Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Door } from '../domain/words.js';
import { sayExactly } from './times.js';
import { nameOf } from './words.js';

export const AUDIT_ACTION_WORDS: Record<AuditAction, string> = {
  denied: 'Was refused', read: 'Read patient details', reveal: 'Read a patient reference in full', details_kept: 'Kept patient details', sign_in: 'Signed in', sign_in_refused: 'Could not sign in', sign_out: 'Signed out', export: 'Took data out', purge: 'Purged a task',
  playbook_change: 'Changed the rules', absence: 'Set days away', intake_secret: 'Changed a source’s secret', calendar: 'Changed a calendar address', import: 'Imported', resend: 'Sent again what was given up',
};

const DOOR_WORDS: Record<Door, string> = { slack: 'Slack', teams: 'Teams', web: 'the web', mail: 'mail', webhook: 'the webhook', job: 'the machine' };

export type AuditLine = { head: string; about: string };

/** Who did what to which task; when, by which door, and the facts in keys. */
export const auditLine = ({ seq, at, actor, door, action, task, facts }: AuditEntry, playbook: Playbook): AuditLine => ({
  head: `${actor === SYSTEM ? 'Rounds' : nameOf(playbook, actor)}: ${AUDIT_ACTION_WORDS[action]}${task === null ? '' : ` (${taskName(task)})`}`,
  about: [`${sayExactly(at, playbook.practice.timezone)}, by ${DOOR_WORDS[door]}`, ...Object.entries(facts).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value).replaceAll('_', ' ')}`), `entry ${String(seq)}`].join(' · '),
});
