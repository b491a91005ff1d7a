import mongoose, { type Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { AddressStore } from '../../src/ports/address-store.js';
import type { AttentionStore } from '../../src/ports/attention-store.js';
import type { BundleStore } from '../../src/ports/bundle-store.js';
import type { AbsenceStore } from '../../src/ports/absence-store.js';
import type { AttachmentStore } from '../../src/ports/attachment-store.js';
import type { MailCursorStore } from '../../src/ports/inbox.js';
import type { AuditStore } from '../../src/ports/audit-store.js';
import type { FeedStore } from '../../src/ports/feed-store.js';
import type { DayStore } from '../../src/ports/day-store.js';
import type { HandoffStore } from '../../src/ports/handoff-store.js';
import type { IntakeSecretStore } from '../../src/ports/intake-secret-store.js';
import type { KeyMarkStore } from '../../src/ports/key-marks.js';
import type { NoticeStore } from '../../src/ports/notice-store.js';
import type { PlaybookStore } from '../../src/ports/playbook-store.js';
import type { RetentionStore } from '../../src/ports/retention-store.js';
import type { SignInStore } from '../../src/ports/sign-in-store.js';
import type { DraftStore, SeenStore, TaskStore } from '../../src/ports/task-store.js';
import { makeAttentionStore } from './attention-store.js';
import { makeAbsenceStore } from './absence-store.js';
import { makeAddressStore } from './address-store.js';
import { makeAttachmentStore } from './attachment-store.js';
import { makeAuditStore } from './audit-store.js';
import { makeBundleStore } from './bundle-store.js';
import { makeDayStore } from './day-store.js';
import { endWritesWithTheirConnection } from './driver-hang.js';
import { makeDraftStore } from './draft-store.js';
import { makeUsageStore } from './usage-store.js';
import type { UsageStore } from '../../src/ports/model.js';
import { makeFeedStore } from './feed-store.js';
import { makeHandoffStore } from './handoff-store.js';
import { makeIntakeSecretStore } from './intake-secret-store.js';
import { makeKeyMarkStore } from './key-mark-store.js';
import { ensureIndexes, modelsOn } from './models.js';
import { makeMailCursorStore } from './mail-cursor-store.js';
import { makeNoticeStore } from './notice-store.js';
import { makePlaybookStore } from './playbook-store.js';
import { makeRetentionStore } from './retention-store.js';
import { makeSeenStore } from './seen-store.js';
import { makeSignInStore } from './sign-in-store.js';
import { namesDatabase } from './uri.js';
import { makeTaskStore } from './task-store.js';

/** A person waits three seconds for an answer at most: a store that is down has to be known to be so before. */
const UNREACHABLE_AFTER_MS = 1_500;
const LOOK_AGAIN_MS = 1_000;
const SILENT_AFTER_MS = 30_000;

export type Store = {
  tasks: TaskStore;
  drafts: DraftStore;
  usage: UsageStore;
  seen: SeenStore;
  notices: NoticeStore;
  bundles: BundleStore;
  attention: AttentionStore;
  playbooks: PlaybookStore;
  audit: AuditStore;
  signIns: SignInStore;
  days: DayStore;
  keyMarks: KeyMarkStore;
  retention: RetentionStore;
  absences: AbsenceStore;
  addresses: AddressStore;
  handoffs: HandoffStore;
  feeds: FeedStore;
  intakeSecrets: IntakeSecretStore;
  attachments: AttachmentStore;
  mailCursors: MailCursorStore;
  /** Whether the store answers within two seconds. Never throws. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
  /** For what else stands on the same database (Agenda). */
  connection: Connection;
};

const report = (connection: Connection, log: Pick<Logger, 'info' | 'warn'>) => {
  connection.on('disconnected', () => log.warn('store: connection lost'));
  connection.on('reconnected', () => log.info('store: connected again'));
};

/** Asked under our own clock: a question about health must be answered whatever the driver waits for. */
const answers = async ({ db }: Connection): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), UNREACHABLE_AFTER_MS)));
  const asked = (db?.command({ ping: 1 }) ?? Promise.reject(new Error('not connected'))).then(() => true, () => false);
  const answered = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answered;
};

/**
 * Connects to MongoDB and makes the indexes that are missing. Throws where no server answers within two seconds; a
 * connection that is lost later comes back by itself, and calls in between throw as fast.
 */
export const connectStore = async ({ uri, log }: { uri: string; log: Pick<Logger, 'info' | 'warn'> }): Promise<Store> => {
  endWritesWithTheirConnection();
  const connection = await mongoose
    .createConnection(uri, {
      ...(namesDatabase(uri) ? {} : { dbName: 'rounds' }),
      serverSelectionTimeoutMS: UNREACHABLE_AFTER_MS,
      connectTimeoutMS: UNREACHABLE_AFTER_MS,
      socketTimeoutMS: SILENT_AFTER_MS,
      // A server that comes back is found within this, not within the driver's ten seconds.
      heartbeatFrequencyMS: LOOK_AGAIN_MS,
      // Acknowledged means stored, whatever the server's default.
      writeConcern: { w: 'majority' },
      // And read where it was stored: a replica that lags would show a person who left as being here.
      readPreference: 'primary',
      ignoreUndefined: true,
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
  report(connection, log);
  const models = modelsOn(connection);
  try {
    await ensureIndexes(models);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const wallClock = () => new Date();
  return {
    tasks: makeTaskStore(models),
    drafts: makeDraftStore(models, wallClock),
    usage: makeUsageStore(models),
    seen: makeSeenStore(models, wallClock),
    notices: makeNoticeStore(models),
    bundles: makeBundleStore(models),
    attention: makeAttentionStore(models),
    playbooks: makePlaybookStore(models),
    audit: makeAuditStore(models),
    signIns: makeSignInStore(models),
    keyMarks: makeKeyMarkStore(models),
    retention: makeRetentionStore(models),
    absences: makeAbsenceStore(models),
    addresses: makeAddressStore(models),
    handoffs: makeHandoffStore(models, wallClock),
    feeds: makeFeedStore(models),
    days: makeDayStore(models),
    intakeSecrets: makeIntakeSecretStore(models),
    attachments: makeAttachmentStore(models),
    mailCursors: makeMailCursorStore(models),
    ready: () => answers(connection),
    close: () => {
      connection.removeAllListeners('disconnected'); // Meant, and so no news.
      return connection.close();
    },
    connection,
  };
};
