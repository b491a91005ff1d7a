// A channel is a hint: the types of the queue that it belongs to, and those that its name speaks of. Never more than a hint.
import type { Playbook, TypeKey } from '../domain/playbook.js';

export type Place = { id?: string | null | undefined; name?: string | null | undefined };

/** Words in channels' names, and the types of work that come up there. */
const NAMED: readonly (readonly [RegExp, readonly TypeKey[]])[] = [
  [/bill|claim|revenue|rcm/, ['claim_status', 'denial_followup', 'patient_balance', 'coding_clarification']],
  [/cod(?:ing|er)/, ['coding_clarification']],
  [/referral/, ['outbound_referral', 'inbound_referral', 'specialist_scheduling', 'records_request']],
  [/record|roi|him\b/, ['records_request']],
  [/front|desk|schedul|check-?in|voicemail/, ['reschedule', 'missing_paperwork', 'patient_balance']],
  [/auth/, ['prior_auth_followup']],
  [/portal|inbox/, ['portal_message']],
  [/lab|result/, ['lab_followup']],
  [/provider|doctor|physician/, ['provider_request']],
  [/clinic|nurs|\bma\b/, ['dme_supply', 'lab_followup', 'portal_message', 'provider_request']],
  [/dme|equipment/, ['dme_supply']],
  [/office|ops|operation|facilit|building|suppl/, ['facilities', 'inventory_reorder', 'vendor_coordination']],
  [/manage|credential|admin/, ['credentialing', 'vendor_coordination']],
];

/** The types that a message in this place is likelier to be. */
export const likelierIn = ({ id, name }: Place, { queues, task_types }: Playbook): ReadonlySet<TypeKey> => {
  const queue = typeof id !== 'string' ? undefined : queues.find(({ slack_channel, teams_channel }) => slack_channel === id || teams_channel === id);
  const ofQueue = queue === undefined ? [] : task_types.filter((type) => type.queue === queue.key).map(({ key }) => key);
  const ofName = typeof name !== 'string' ? [] : NAMED.flatMap(([pattern, types]) => (pattern.test(name.toLowerCase()) ? types : []));
  return new Set([...ofQueue, ...ofName]);
};
