// A mail becomes a task in triage, or a note on the task that it answers; once, however often it is read.
import { createHash } from 'node:crypto';
import { SYSTEM } from '../domain/command.js';
import { automatic, mailText, ruleFor, sift } from '../domain/mail.js';
import type { Mail, MailFile } from '../domain/mail.js';
import type { Mailbox } from '../domain/playbook.js';
import { isClosed } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { AttachmentStore } from '../ports/attachment-store.js';
import { insist } from './act-on-task.js';
import type { ActOnTask } from './act-on-task.js';
import { makeBringIn } from './bring-in.js';
import type { Deps } from './deps.js';

/** What became of a mail. One that was skipped stays in its mailbox, like every other. */
export type MailTaken = 'task' | 'note' | 'again' | 'own' | 'bounce' | 'auto_reply' | 'ignored';
export type TakeInMail = (mailbox: Mailbox, mail: Mail) => Promise<MailTaken>;

/** A thread may be long, and its last messages say what it is about. */
const MOST_REFERENCES = 20;

const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

type Taking = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'sealer' | 'kick'> & { attachments: Pick<AttachmentStore, 'add'>; actOnTask: ActOnTask };

export const makeTakeInMail = (deps: Taking): TakeInMail => {
  const { tasks, sealer, clock, attachments, actOnTask } = deps;
  const bringIn = makeBringIn(deps);

  /** The command of a message: the same wherever it is named, so that an answer finds what its parent made. */
  const commandOf = ({ key }: Mailbox, id: string) => `mail:${key}:${digestOf(id)}`;

  /** The task that a message of the same thread made, or became a note of. Only what came by this mailbox is found. */
  const answered = async (mailbox: Mailbox, { references }: Mail): Promise<Task | null> => {
    for (const reference of references.slice(0, MOST_REFERENCES)) {
      const made = await tasks.answerTo(commandOf(mailbox, reference));
      const task = made === null ? null : await tasks.load(made.task);
      if (task !== null) return task;
    }
    return null;
  };

  const keep = (task: number, command: string, files: readonly MailFile[]) =>
    attachments.add(files.map(({ name, type, content }, index) => ({
      id: digestOf(`${command}/${String(index)}`), task, at: clock.now(), name: sealer.seal(name), type, size: content.byteLength, content: sealer.seal(Buffer.from(content).toString('base64')),
    })));

  return async (mailbox, mail) => {
    const machine = automatic(mail);
    if (machine !== null) return machine;
    const rule = ruleFor(mailbox, mail);
    if (rule?.ignore) return 'ignored';
    const command = commandOf(mailbox, mail.id);
    const sifted = sift(mail.files, mailbox.attachments);
    const earlier = await tasks.answerTo(command);
    if (earlier !== null) {
      // Read twice because the first time ended in between: what is still missing is added.
      await keep(earlier.task, command, sifted.kept);
      return 'again';
    }
    const text = sealer.seal(mailText(mail, sifted));
    const parent = await answered(mailbox, mail);
    if (parent !== null && !isClosed(parent)) {
      const noted = await insist(actOnTask(parent.number, { id: command, door: 'mail', actor: SYSTEM, seen: null, verb: 'note', text }));
      if (noted.ok) {
        await keep(parent.number, command, sifted.kept);
        return 'note';
      }
    }
    // What was closed is not opened by a mail: somebody looks at what it says, and sees what it follows.
    const ts = digestOf(mail.id);
    const { task } = await bringIn(command, {
      door: 'mail', queue: rule?.queue ?? mailbox.queue ?? null, type: rule?.type ?? mailbox.type ?? null, cameBy: mailbox.came_by, fields: {},
      source: { platform: 'mail', channel: mailbox.key, ts, thread: digestOf(mail.references.at(-1) ?? mail.id), link: null, author: null, changed: null },
      sourceText: text, facts: { intake: mailbox.key, files: sifted.kept.length, files_left: sifted.left.length }, follows: parent?.number ?? null,
    });
    await keep(task, command, sifted.kept);
    return 'task';
  };
};
