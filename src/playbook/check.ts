// What the schema cannot see: references, contradictions, rules that never apply.
import type { Playbook } from '../domain/playbook.js';
import { durations } from './checks/durations.js';
import { fields } from './checks/fields.js';
import type { Check } from './checks/finding.js';
import { followUps } from './checks/follow-ups.js';
import { holds } from './checks/holds.js';
import { intake } from './checks/intake.js';
import { out } from './checks/out.js';
import { references } from './checks/references.js';
import { routing } from './checks/routing.js';
import { rules } from './checks/rules.js';
import { pilot, team } from './checks/team.js';
import { times } from './checks/times.js';
import type { Finding } from './fault.js';

/** A new rule about playbooks is a function and a line here. */
const checks: readonly Check[] = [references, team, pilot, fields, rules, durations, followUps, routing, times, holds, intake, out];

/** Everything that is wrong with a playbook whose form is right. */
export const checkPlaybook = (playbook: Playbook): Finding[] => checks.flatMap((check) => check(playbook));
