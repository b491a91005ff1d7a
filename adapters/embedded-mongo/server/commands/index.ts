import type { Command } from '../command.js';
import { buildInfo, endSessions, hello, listDatabases, ping, setParameter } from './admin.js';
import { aggregate } from './aggregate.js';
import { create, drop, dropDatabase, listCollections } from './collections.js';
import { count, distinct } from './count.js';
import { deleteCommand } from './delete.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import { findCommand, getMore, killCursors } from './find.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { update } from './update.js';

/** Every command there is, by the names drivers use. What is not here is refused with 59. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    hello,
    isMaster: hello,
    ismaster: hello,
    ping,
    buildInfo,
    buildinfo: buildInfo,
    endSessions,
    setParameter,
    listDatabases,
    listCollections,
    create,
    drop,
    dropDatabase,
    createIndexes,
    listIndexes,
    dropIndexes,
    find: findCommand,
    getMore,
    killCursors,
    count,
    distinct,
    aggregate,
    explain,
    insert,
    update,
    delete: deleteCommand,
    findAndModify,
    findandmodify: findAndModify,
  }),
);
