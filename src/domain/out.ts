// Where work is seen outside of Rounds, as the playbook declares it.

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
