import { limits } from '../rate-limit.js';
import type { Method } from './method.js';

export const authTest: Method = {
  limit: limits.generous,
  run: ({ workspace: { ids } }) => ({
    url: `https://${ids.domain}.slack.com/`,
    team: 'Playground',
    user: 'rounds',
    team_id: ids.team,
    user_id: ids.botUser,
    bot_id: ids.bot,
    is_enterprise_install: false,
  }),
};
