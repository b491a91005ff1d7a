import { botUserObject, userObject } from '../people.js';
import { limits } from '../rate-limit.js';
import { type Method, page } from './method.js';
import { showsEmail } from './users-info.js';

export const usersList: Method = {
  scope: 'users:read',
  limit: limits.tier2,
  run: (core, args) => {
    const { workspace } = core;
    const everybody = [...[...workspace.people.values()].map((person) => userObject(person, workspace, showsEmail(core))), botUserObject(workspace)];
    const { items, ...rest } = page(everybody, args, 1000);
    return { members: items, cache_ts: Math.floor(core.wall() / 1000), ...rest };
  },
};
