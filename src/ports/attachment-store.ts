// Files that came with mail, sealed like every text of a task.
import type { Sealed } from '../domain/task.js';

export type Attachment = { id: string; task: number; at: Date; /** Sealed too: names of files are often names of patients. */ name: Sealed; /** One of ours, never the sender's. */ type: string; size: number; /** Its bytes as base64. */ content: Sealed };

export type AttachmentStore = {
  /** Adds those that are not there yet: the id decides. */
  add(attachments: readonly Attachment[]): Promise<void>;
  /** Those of a task, the oldest first, without what is in them. */
  of(task: number): Promise<readonly Omit<Attachment, 'content'>[]>;
  load(id: string): Promise<Attachment | null>;
  /** Removes all of a task. */
  forget(task: number): Promise<void>;
  /** All of them, streamed; and one put in its own place, sealed anew. */
  all(): AsyncIterable<Attachment>;
  replace(attachment: Attachment): Promise<void>;
};
