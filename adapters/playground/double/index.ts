import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Core } from './core.js';
import { createDispatch } from './dispatch.js';
import { tell } from './events.js';
import { createFaults } from './faults.js';
import { overview } from './overview.js';
import { userObject } from './people.js';
import { createPerson } from './person/person.js';
import { tellMember } from './person/talk.js';
import { createResponseUrls } from './response-urls.js';
import { createTriggers } from './triggers.js';
import type { ApiCall, AppSpec, Delivery, DoubleOptions, SlackDouble, Timing } from './types.js';
import { until } from './until.js';
import { createWebApi } from './web-api.js';
import { type Conversation, createWorkspace } from './workspace.js';

/** Rounds' own manifest in short. */
const rounds: AppSpec = {
  messageShortcuts: [{ callbackId: 'create_task', name: 'Create task' }],
  globalShortcuts: [{ callbackId: 'new_task', name: 'New task' }],
  commands: [{ command: '/rounds', description: 'Your tasks', usageHint: '[help | new | mine | T-12 | find words | board]' }],
};

/** https://docs.slack.dev/apis/events-api#error-handling: at once, after a minute, after five. */
const slackTiming: Timing = { acknowledgeMs: 3000, retryAfterMs: [0, 60_000, 300_000] };

const call = <T>(value: T | (() => T)): T => (value instanceof Function ? value() : value);

/** A Slack workspace in memory that is as strict as Slack: Web API on one side, signed requests to the app on the other. */
export const createSlackDouble = (options: DoubleOptions): SlackDouble => {
  const { signingSecret, botToken, wall = Date.now, timing = {}, app = rounds } = options;
  const calls: ApiCall[] = [];
  const deliveries: Delivery[] = [];
  const { exportState, ...workspace } = createWorkspace(options);
  let ownUrl = options.apiUrl;
  const core: Core = {
    workspace,
    app,
    botToken,
    wall,
    dispatch: createDispatch({ appUrl: () => call(options.appUrl), signingSecret, wall, timing: { ...slackTiming, ...timing }, deliveries }),
    offered: new Map(),
    triggers: createTriggers(wall),
    responseUrls: createResponseUrls(wall, () => call(ownUrl ?? ''), workspace.newId),
  };
  const faults = createFaults();
  const api = createWebApi(core, faults, calls);

  const conversation = (channel: string): Conversation => {
    const found = workspace.conversations.get(channel);
    if (!found) throw new Error(`There is no conversation ${channel}.`);
    return found;
  };

  const moveBot = async (channel: string, member: boolean) => {
    const where = conversation(channel);
    const { botUser } = workspace.ids;
    where.members = [...where.members.filter((id) => id !== botUser), ...(member ? [botUser] : [])];
    workspace.changed();
    await tellMember(core, where, member ? 'member_joined_channel' : 'member_left_channel', botUser);
  };

  return {
    api,
    ids: workspace.ids,
    as: (user) => createPerson(core, user),
    listen: async () => {
      const server = createServer(express().use('/api', api)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      ownUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
      return {
        apiUrl: `${ownUrl}/`,
        close: async () => {
          core.dispatch.stop();
          server.closeAllConnections();
          server.close();
          await once(server, 'close');
        },
      };
    },
    until: (holds, withinMs) => until(workspace, holds, undefined, withinMs),
    settled: () => core.dispatch.settled(),
    stop: () => core.dispatch.stop(),
    calls,
    callsTo: (method) => calls.filter((one) => one.method === method),
    deliveries,
    failNext: (method, fault, times) => faults.failNext(method, fault, times),
    redeliver: async (delivery) => {
      const answer = await core.dispatch.again(delivery);
      return answer.ok ? { ok: true } : { ...answer, says: '' };
    },
    messages: (channel) => structuredClone(conversation(channel).messages),
    deactivate: async (user, deactivated = true) => {
      const person = workspace.people.get(user);
      if (!person) throw new Error(`Nobody in the workspace has the id ${user}.`);
      const changed = { ...person, deactivated };
      workspace.people.set(user, changed);
      workspace.changed();
      await tell(core, { type: 'user_change', user: userObject(changed, workspace, true), event_ts: workspace.newTs() });
    },
    addPerson: (person) => {
      workspace.people.set(person.id, person);
      workspace.changed();
    },
    removeBot: (channel) => moveBot(channel, false),
    inviteBot: (channel) => moveBot(channel, true),
    archive: (channel) => {
      conversation(channel).archived = true;
      workspace.changed();
    },
    overview: (user) => overview(core, user),
    exportState,
    onChange: workspace.onChange,
  };
};

export type * from './types.js';
