// Who this bot is in Slack. Asked once, at start; asked again later where Slack could not be reached then.
import type { WebClient } from '@slack/web-api';
import { slackCode } from './log.js';

export type Identity = { team: string; enterprise: string | null; botUser: string; botId: string; url: string };

/** Slack refused the token: nothing will work until somebody changes it. */
export class TokenRefused extends Error {
  override name = 'TokenRefused';
  constructor(readonly code: string) {
    super(`SLACK_BOT_TOKEN was refused by Slack: ${code}. Copy the Bot User OAuth Token (it begins with xoxb-) from "OAuth & Permissions" in your app's settings at https://api.slack.com/apps, then start again.`);
  }
}

/** Slack did not open the socket. */
export class SocketRefused extends Error {
  override name = 'SocketRefused';
  constructor(readonly code: string) {
    super(`SLACK_APP_TOKEN opened no socket: ${code}. Make an App-Level Token (it begins with xapp-) with the scope connections:write under "Basic Information", turn socket mode on, then start again.`);
  }
}

const REFUSALS = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'no_permission', 'org_login_required', 'missing_scope', 'not_allowed_token_type']);
const RECHECK_MS = 60_000;

export type WhoWeAre = {
  /** Throws TokenRefused, or Slack's error where it cannot be reached. */
  known(): Promise<Identity>;
  /** Whether Slack takes our token; asked of Slack once a minute at most. */
  ready(): Promise<{ ok: boolean; problem?: string }>;
};

export const makeWhoWeAre = ({ people, now }: { people: Pick<WebClient, 'auth'>; now: () => Date }): WhoWeAre => {
  let identity: Promise<Identity> | null = null;
  let checkedAt = -Infinity;

  const ask = async (): Promise<Identity> => {
    try {
      const { team_id = '', enterprise_id, user_id = '', bot_id = '', url = '' } = await people.auth.test();
      return { team: team_id, enterprise: enterprise_id ?? null, botUser: user_id, botId: bot_id, url };
    } catch (error) {
      const code = slackCode(error);
      throw code !== null && REFUSALS.has(code) ? new TokenRefused(code) : error;
    }
  };

  const askAgain = () => {
    checkedAt = now().getTime();
    const asked = ask();
    asked.then(
      () => (identity = asked),
      () => (identity === asked ? (identity = null) : undefined),
    );
    identity ??= asked;
    return asked;
  };

  return {
    known: () => identity ?? askAgain(),
    async ready() {
      try {
        await (identity !== null && now().getTime() - checkedAt < RECHECK_MS ? identity : askAgain());
        return { ok: true };
      } catch (error) {
        checkedAt = -Infinity;
        return { ok: false, problem: error instanceof TokenRefused ? error.message : `Slack could not be reached (${slackCode(error) ?? 'unknown'}).` };
      }
    },
  };
};
