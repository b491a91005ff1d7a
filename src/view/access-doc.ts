// docs/access.md, made of the permission matrix: what stands there is what the code asks.
import { ACTIONS, MATRIX, PEOPLE_MATRIX, RELATIONS, RULE_ACTIONS, RULE_MATRIX, STANDINGS, UNATTENDED } from '../domain/permissions.js';
import type { Action, PeopleAction, Relation, RuleAction, Standing } from '../domain/permissions.js';
import { ROLES } from '../domain/playbook.js';
import type { Role } from '../domain/playbook.js';
import { UNATTENDED_DOORS } from '../domain/task.js';
import type { UnattendedDoor } from '../domain/task.js';

const ACTION_WORDS: Record<Action, string> = {
  see: 'See the card, its status and its history', work: 'Start, wait, block, finish, snooze', note: 'Add a note', plan: 'Change due date, priority and answers', hand: 'Give it, or its review, to somebody else; take it; say "I’m on it until…"', take: 'Accept it where its owner hands it off',
  review: 'Approve or send back', cancel: 'Cancel', reopen: 'Reopen, restore', triage: 'Confirm type and priority', details: 'Read the source text and the notes on the secure page', reveal: 'Read a patient reference in full (recorded)',
};

const RELATION_WORDS: Record<Relation, [name: string, meaning: string]> = {
  owner: ['Owner', 'the one person accountable for the task'],
  requester: ['Requester', 'who asked for it'],
  reviewer: ['Reviewer', 'who checks it, while it is in review'],
  needed: ['Needed', 'from whom a blocked task needs something, while it is blocked'],
  lead: ['Lead', 'a lead of the task’s queue'],
  manager: ['Manager', 'has the role manager; not for restricted types'],
  duty: ['On duty', 'on the duty list of the task’s queue; not for restricted types'],
  colleague: ['Colleague', 'works in the task’s queue; not for restricted types'],
  auditor: ['Auditor', 'has the role auditor'],
};

const RULE_WORDS: Record<RuleAction, string> = {
  see_setup: 'Look at setup: how the pilot goes, people, queues, hours, routing, versions', change_rules: 'Change them, turn a queue on or off, go back to an earlier version', read_audit: 'Search the audit, and download it (recorded)',
};

const PEOPLE_WORDS: Record<PeopleAction, string> = {
  absence: 'Say that they are out, and until when', move: 'While they are out, move what is due of theirs (what one may give to somebody else, above)', hand_off: 'Offer their tasks to somebody else, who accepts or declines',
};

const STANDING_WORDS: Record<Standing, string> = { self: 'Themselves', lead: 'A lead of a queue of theirs', manager: 'A manager' };

const PEOPLE_ACTIONS = Object.keys(PEOPLE_MATRIX) as PeopleAction[];

const DOOR_WORDS: Record<UnattendedDoor, string> = { webhook: 'The signed webhook', mail: 'A mailbox', job: 'An import, run at the machine' };
const UNATTENDED_WORDS: Record<(typeof UNATTENDED)[UnattendedDoor][number], string> = { create: 'bring work into triage', note: 'add a reply as a note to a task that the same mailbox brought', edit: 'fill in a date on an open task' };

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** The whole page. */
export const accessDoc = (): string => {
  const allowed = (action: Action, relation: Relation) => (MATRIX[action] as readonly Relation[]).includes(relation);
  return `${[
    '# Who may see and do what',
    '',
    '<!-- Made of src/domain/permissions.ts by `npm run -s access:doc`. Change it there. -->',
    '',
    'One rule decides, and every door asks it: Slack, the web, and every one to come. What somebody may do follows from how they stand to',
    'the task. Somebody may stand to it in several ways; one that allows it is enough.',
    '',
    row(['', ...RELATIONS.map((relation) => RELATION_WORDS[relation][0])]),
    row(['---', ...RELATIONS.map(() => ':-:')]),
    ...ACTIONS.map((action) => row([ACTION_WORDS[action], ...RELATIONS.map((relation) => (allowed(action, relation) ? 'yes' : '·'))])),
    '',
    ...RELATIONS.map((relation) => `- **${RELATION_WORDS[relation][0]}**: ${RELATION_WORDS[relation][1]}.`),
    '',
    'Some of it is about a person and no task:',
    '',
    row(['', ...STANDINGS.map((standing) => STANDING_WORDS[standing])]),
    row(['---', ...STANDINGS.map(() => ':-:')]),
    ...PEOPLE_ACTIONS.map((action) => row([PEOPLE_WORDS[action], ...STANDINGS.map((standing) => ((PEOPLE_MATRIX[action] as readonly Standing[]).includes(standing) ? 'yes' : '·'))])),
    '',
    'Above the tables stand these:',
    '',
    '- Whoever has none of the roles staff, lead and manager changes nothing, however they stand to a task: auditors read, admins change rules.',
    '- Being an admin is no way to stand to a task: it opens none, and shows nothing of a patient.',
    '- A login that several people share takes work in, and whoever sits there says who they are: their name is kept as unverified. It sees the status of',
    '  what it took in and does nothing else: no sign-in to the web, no details, no reveal, no sign-off, no ownership, no days off, no handoff.',
    '- Nobody checks their own work.',
    '- Whoever has left does nothing, from that moment on, whatever session or link they hold.',
    '',
    '## What comes in without a person',
    '',
    'A door at which no person stands acts as Rounds itself and may do this and nothing else:',
    '',
    row(['Door', 'may']),
    row(['---', '---']),
    ...UNATTENDED_DOORS.map((door) => row([DOOR_WORDS[door], UNATTENDED[door].map((verb) => UNATTENDED_WORDS[verb]).join('; ')])),
    '',
    '## The practice’s rules',
    '',
    'They belong to no task, so a role decides. What setup shows holds figures and names of staff, and nothing of a patient.',
    '',
    row(['', ...ROLES]),
    row(['---', ...ROLES.map(() => ':-:')]),
    ...RULE_ACTIONS.map((action) => row([RULE_WORDS[action], ...ROLES.map((role) => ((RULE_MATRIX[action] as readonly Role[]).includes(role) ? 'yes' : '·'))])),
    '',
    'Every attempt that this rule refuses is in the audit, with who, through which door and what.',
  ].join('\n')}\n`;
};
