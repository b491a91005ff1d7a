import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, readConfig, VARIABLES } from '../src/config.js';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
};

const ID = '8c1f0000-0000-4000-8000-000000000001';
const TEAMS = { TEAMS_APP_ID: ID, TEAMS_TENANT_ID: ID };

describe('configuration', () => {
  test('has a default for everything, and opens the playground', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: './data', PHI_MODE: 'none', publicUrl: 'http://localhost:3000', slack: null, startAt: null });
  });

  test('blank counts as unset, and what it does not know is left alone', () => {
    expect(readConfig({ PORT: ' ', SLACK_BOT_TOKEN: '', PATH: '/bin' })).toEqual(readConfig({}));
  });

  test('names every fault at once, each with what to do', () => {
    const faults = faultsOf({
      PORT: 'many', LOG_LEVEL: 'loud', PUBLIC_URL: 'here', MONGODB_URI: 'postgres://x', PHI_MODE: 'some', FIELD_KEY: 'short',
      SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'abc', SLACK_API_URL: 'nowhere', NOW: 'today', NODE_ENV: 'staging',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(
      ['FIELD_KEY', 'LOG_LEVEL', 'MONGODB_URI', 'NODE_ENV', 'NOW', 'NOW', 'PHI_MODE', 'PORT', 'PUBLIC_URL', 'SLACK_API_URL', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN']);
    expect(faults).toContain('FIELD_KEY must be 32 bytes as base64. Make one with: openssl rand -base64 32');
    expect(faults).toContain('PORT is no number. Set a port from 0 to 65535, such as 3000.');
  });

  test.each([
    ['a port out of range', { PORT: '70000' }, 'PORT is no port. Set one from 0 to 65535.'],
    ['a token without its secret', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is missing beside SLACK_BOT_TOKEN. Find it in your app under Basic Information.'],
    ['a secret without its token', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN is missing beside the other Slack settings. Find it in your app under OAuth & Permissions.'],
    ['a mail server without a sender', { SMTP_URL: 'smtps://u:p@smtp.example' }, 'SMTP_URL and SMTP_FROM go together: the server that sends, and who it sends as. Set both, or neither.'],
    ['a clock outside of tests', { NOW: '2026-12-01T13:00:00Z' }, 'NOW moves the clock and works with NODE_ENV=test alone. Remove it.'],
    ['an app id alone, with which no token would be checked', { TEAMS_APP_ID: '8c1f0000-0000-4000-8000-000000000001', TEAMS_TENANT_ID: '8c1f0000-0000-4000-8000-000000000002' }, 'TEAMS_APP_PASSWORD is missing beside the other Teams settings. Find it under App registrations, Certificates & secrets, or set TEAMS_APP_CERTIFICATE in its place.'],
    ['a secret and a certificate at once', { ...TEAMS, TEAMS_APP_PASSWORD: 's', TEAMS_APP_CERTIFICATE: 'teams.pem' }, 'TEAMS_APP_PASSWORD and TEAMS_APP_CERTIFICATE are both set, and one of them is enough. Remove the other.'],
    ['a certificate alone', { TEAMS_APP_CERTIFICATE: 'teams.pem', TEAMS_APP_ID: ID }, 'TEAMS_TENANT_ID is missing beside the other Teams settings. Find it under App registrations, Directory (tenant) ID.'],
    ['requests without a token at a practice', { TEAMS_PLAYGROUND: '1' }, 'TEAMS_PLAYGROUND takes requests without a token: only with NODE_ENV=development, on HOST=127.0.0.1 and without the other Teams settings. Remove it.'],
    ['requests without a token from other machines', { TEAMS_PLAYGROUND: '1', NODE_ENV: 'development', HOST: '0.0.0.0' }, 'TEAMS_PLAYGROUND takes requests without a token: only with NODE_ENV=development, on HOST=127.0.0.1 and without the other Teams settings. Remove it.'],
    ['believing somebody else’s tokens', { TEAMS_API_URL: 'https://a.example' }, 'TEAMS_API_URL says whose tokens are believed and works with NODE_ENV=test alone. Remove it.'],
  ])('refuses %s', (_what, env, fault) => {
    expect(faultsOf(env)).toEqual([fault]);
  });

  test('never repeats a secret', () => {
    const secrets = { SLACK_BOT_TOKEN: 'xoxp-s3cret', SLACK_APP_TOKEN: 's3cret', FIELD_KEY: 's3cret', MONGODB_URI: 'user:s3cret@host', SMTP_URL: 'http://user:s3cret@host' };
    expect(faultsOf(secrets).join('\n')).not.toContain('s3cret');
  });

  test('passwords of mailboxes are the variables that begin with MAIL_, and no others', () => {
    expect(readConfig({ MAIL_FAX: 'one', MAIL_: 'none', MAIL_EMPTY: '', XMAIL_FAX: 'other', FIELD_KEY: Buffer.alloc(32).toString('base64') }).mailPasswords).toEqual({ MAIL_FAX: 'one' });
    expect(readConfig({ SMTP_URL: 'smtps://u:p@smtp.example', SMTP_FROM: 'Rounds <rounds@riverside.example>' }).smtp).toEqual({ url: 'smtps://u:p@smtp.example', from: 'Rounds <rounds@riverside.example>' });
  });

  test('Teams is proved by a secret or by a certificate', () => {
    expect(readConfig({ ...TEAMS, TEAMS_APP_PASSWORD: 's' }).teams).toMatchObject({ appId: ID, proof: { secret: 's' } });
    expect(readConfig({ ...TEAMS, TEAMS_APP_CERTIFICATE: 'teams.pem' }).teams).toMatchObject({ appId: ID, proof: { certificateFile: 'teams.pem' } });
  });

  test('socket mode needs no signing secret, and a real platform may listen anywhere', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', HOST: '0.0.0.0' }).slack).toMatchObject({ botToken: 'xoxb-1', appToken: 'xapp-1' });
  });
});

describe('.env.example', () => {
  const lines = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').split('\n');
  const assignments = lines.flatMap((line, index) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '', before: lines[index - 1] ?? '' }];
  });

  test('has each variable that Rounds reads, once, and no other', () => {
    expect(assignments.map(({ name }) => name).sort()).toEqual([...VARIABLES].sort());
  });

  test('says something of each', () => {
    expect(assignments.filter(({ before }) => !/^# ./.test(before))).toEqual([]);
  });

  test('changes nothing where it is taken as it is: the values are the defaults', () => {
    expect(readConfig(Object.fromEntries(assignments.map(({ name, value }) => [name, value])))).toEqual(readConfig({}));
  });
});
