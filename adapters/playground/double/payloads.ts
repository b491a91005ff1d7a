import type { Core } from './core.js';
import { teamOf, userName } from './people.js';
import type { PersonSpec } from './types.js';
import type { Conversation } from './workspace.js';

/** What every interaction says: https://docs.slack.dev/reference/interaction-payloads */
export const basePayload = ({ workspace }: Core, person: PersonSpec) => ({
  token: 'verification',
  team: { id: workspace.ids.team, domain: workspace.ids.domain },
  enterprise: null,
  is_enterprise_install: false,
  api_app_id: workspace.ids.app,
  user: { id: person.id, username: userName(person), name: userName(person), team_id: teamOf(person, workspace) },
});

const nameFor = ({ kind, name }: Conversation) => ({ channel: name, private: 'privategroup', im: 'directmessage' })[kind];

export const channelPayload = (conversation: Conversation) => ({ id: conversation.id, name: nameFor(conversation) });

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const commandForm = (core: Core, person: PersonSpec, conversation: Conversation, command: string, text: string, urls: { trigger_id: string; response_url: string }): Record<string, string> => {
  const { ids } = core.workspace;
  return {
    token: 'verification',
    team_id: ids.team,
    team_domain: ids.domain,
    channel_id: conversation.id,
    channel_name: nameFor(conversation),
    user_id: person.id,
    user_name: userName(person),
    command,
    text,
    api_app_id: ids.app,
    is_enterprise_install: 'false',
    ...urls,
  };
};
