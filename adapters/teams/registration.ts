// The app that Rounds is to Microsoft: its ids, what proves that we are it, and Microsoft's addresses for it.
import type { Certificate } from './certificate.js';

/** What proves to Microsoft that a request for a token is the app's. */
export type Credential = { secret: string } | { certificate: Certificate };

export type Registration = { appId: string; credential: Credential; tenant: string; /** In place of Microsoft's addresses. */ apiUrl?: string | undefined };

export const addressesOf = ({ tenant, apiUrl }: Pick<Registration, 'tenant' | 'apiUrl'>) => {
  const login = apiUrl ?? 'https://login.microsoftonline.com';
  return {
    token: `${login}/${tenant}/oauth2/v2.0/token`,
    keys: apiUrl === undefined ? 'https://login.botframework.com/v1/.well-known/openidconfiguration' : `${apiUrl}/.well-known/openidconfiguration`,
  };
};
