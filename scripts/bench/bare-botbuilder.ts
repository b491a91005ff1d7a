// The baseline: botbuilder on the listener that Rounds uses, which checks tokens, echoes and stores nothing. What it is asked to start it answers with
// one edit of a message.
import type { AddressInfo } from 'node:net';
import { ActivityHandler, CloudAdapter } from 'botbuilder';
import type { InvokeResponse, TurnContext } from 'botbuilder';
import { AuthenticationConfiguration, BotFrameworkAuthenticationFactory, ServiceClientCredentialsFactory } from 'botframework-connector';
import express from 'express';
import { APP_ID, ISSUER } from './fake-teams.js';

class Credentials extends ServiceClientCredentialsFactory {
  async isValidAppId(id: string) {
    return id === APP_ID;
  }
  async isAuthenticationDisabled() {
    return false;
  }
  async createCredentials() {
    return { signRequest: async <Request extends { headers: { set(name: string, value: string): void } }>(request: Request) => (request.headers.set('authorization', 'Bearer own'), request) };
  }
}

class Echo extends ActivityHandler {
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    const { value } = context.activity as { value?: { action?: { verb?: string } } };
    if (value?.action?.verb === 'start') await context.updateActivity({ type: 'message', id: '1', text: 'In progress' });
    return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: JSON.stringify(value) } };
  }
}

const login = 'https://login.microsoftonline.com/botframework.com';
const authentication = BotFrameworkAuthenticationFactory.create(
  '', true, login, ISSUER, ISSUER, ISSUER, `${process.env['TEAMS_API_URL'] ?? ''}/.well-known/openidconfiguration`, `${login}/v2.0/.well-known/openid-configuration`, '', new Credentials(), new AuthenticationConfiguration(),
);
const [adapter, bot] = [new CloudAdapter(authentication), new Echo()];
const app = express();
app.post('/api/messages', express.json(), (request, response) => adapter.process(request, response, (context) => bot.run(context)));
const server = app.listen(0, '127.0.0.1', () => console.log(`botbuilder listens on port ${(server.address() as AddressInfo).port}.`));
