// Where work is seen outside of Rounds, as the playbook declares it.
import type { Status } from './words.js';

/** Another program that reads tasks. Of its token the playbook keeps the SHA-256 alone, in hex. */
export type Reader = {
  key: string;
  name: string;
  token_sha256: string;
  /** The queues whose tasks it may read. */
  queues: readonly string[];
  /** Whether it gets patient references and notes. */
  patient_data: boolean;
};

/** Another program that hears of changes of status. Its secret is no part of the playbook. */
export type Webhook = {
  key: string;
  url: string;
  /** The statuses that it hears of, as tasks come into them. */
  on: readonly Status[];
  /** Counts its secrets from 1: raised, and it has another. */
  secret: number;
};
