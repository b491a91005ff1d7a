// The relay's second half: sends notices and edits those that stand. At least once; twice only between a send and its record.
import { ANSWERED_IN_PLACE, EDITED_IN_PLACE } from '../domain/intent.js';
import { may } from '../domain/permissions.js';
import type { Surface } from '../domain/phi.js';
import { localDateOf } from '../domain/local-time.js';
import { noticePlatform } from '../domain/notice-platform.js';
import { personOf, queueOf } from '../domain/playbook.js';
import type { Person, Platform, Playbook } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Task } from '../domain/task.js';
import type { ChatPlatform, Destination } from '../ports/chat-platform.js';
import { isChat, Throttled, Undeliverable } from '../ports/chat-platform.js';
import type { BundleStore } from '../ports/bundle-store.js';
import type { Notice, NoticeStore } from '../ports/notice-store.js';
import type { Message } from '../view/nodes.js';
import { closedMessage, noticeMessage, thrownOutMessage, unreachedMessage } from '../view/notice.js';
import { nameOf, queueNameOf } from '../view/words.js';
import { playbookFor } from './deps.js';
import type { Deps } from './deps.js';
import { isPlain, renderAttention } from './render-attention.js';
import { quoteFor } from './look.js';
import { personalNotice } from './personal-notice.js';
import type { Rendering } from './personal-notice.js';
import { sendWebhook } from './send-webhook.js';
import type { SendingWebhooks } from './send-webhook.js';

export type Delivering = Pick<Deps, 'tasks' | 'playbooks' | 'clock' | 'sealer' | 'phiMode'> & Pick<Rendering, 'handoffs'> & Pick<SendingWebhooks, 'webhooks'> & {
  notices: NoticeStore;
  bundles: BundleStore;
  platforms: readonly ChatPlatform[];
  wallClock(): Date;
  onTrouble(key: string, trouble: string): void;
};

/** Longer than the slowest send: a notice that a dead process held is sent by another after this. */
const LEASE_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;
/** About four hours of outage at the longest retry. */
const MOST_ATTEMPTS = 60;

const backOff = (attempts: number) => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 20));

/** Where a person says how a platform knows them. */
const ACCOUNT = { slack: 'slack', teams: 'teams', mail: 'email' } as const satisfies Record<ChatPlatform['name'], keyof Person>;

type Address = { platform: ChatPlatform; destination: Destination };

/** Where a notice goes: to the platform that its reader chose, to a queue's first channel. */
const addressOf = (notice: Notice, all: readonly ChatPlatform[], playbook: Playbook): Address | null => {
  const { to, ref } = notice;
  // What stands on one platform is edited there, whatever its reader's first one is by now.
  const platforms = ref === null ? all : all.filter(({ name }) => name === ref.platform);
  if ('webhook' in to) return null;
  if ('thread' in to) {
    const platform = platforms.find(({ name }) => name === to.thread.platform);
    return platform ? { platform, destination: { to: 'thread', channel: to.thread.channel, ts: to.thread.ts } } : null;
  }
  const chats = platforms.filter(isChat);
  if ('person' in to) {
    const reader = personOf(playbook, to.person);
    const name = reader && (noticePlatform(reader, chats.map((chat) => chat.name)) ?? 'mail');
    const platform = platforms.find((each) => each.name === name);
    const id = platform && reader?.[ACCOUNT[platform.name]];
    return platform && id !== undefined ? { platform, destination: { to: 'person', id } } : null;
  }
  const channelOn = ({ name }: { name: Platform }) => queueOf(playbook, to.queue)?.[name === 'slack' ? 'slack_channel' : 'teams_channel'];
  const platform = chats.find((each) => channelOn(each) !== undefined);
  const id = platform && channelOn(platform);
  return platform && id !== undefined ? { platform, destination: { to: 'channel', id } } : null;
};

/** A card stands with those alone who may see the task: who handed it on may not any more. */
const isClosedTo = ({ to, kind }: Notice, task: Task, playbook: Playbook): boolean => {
  if (!('person' in to) || !(EDITED_IN_PLACE as readonly string[]).includes(kind)) return false;
  const reader = personOf(playbook, to.person);
  return reader === null || !may(reader, 'see', task, playbook);
};

/** Where it will stand, for the rule of what it may show; null where nobody can be reached. */
const surfaceOf = ({ to }: Notice, platform: string, playbook: Playbook): Surface | null => {
  if ('webhook' in to) return null;
  if ('thread' in to) return { kind: 'channel', channel: to.thread.channel };
  if ('queue' in to) {
    const channel = queueOf(playbook, to.queue)?.[platform === 'slack' ? 'slack_channel' : 'teams_channel'];
    return channel === undefined ? null : { kind: 'channel', channel };
  }
  const reader = personOf(playbook, to.person);
  return reader && { kind: 'message', reader };
};

type RenderingNotices = Omit<Delivering, 'notices' | 'bundles' | 'platforms' | 'webhooks' | 'wallClock' | 'onTrouble'> & { bundles: Pick<BundleStore, 'items' | 'known'> };

const render = async (notice: Notice, platform: string, again: boolean, deps: RenderingNotices): Promise<{ message: Message; version: number } | 'unneeded' | null> => {
  const { tasks, playbooks, clock } = deps;
  const { kind } = notice;
  if (kind === 'webhook') return 'unneeded'; // It is no message.
  if (!isPlain(kind)) return renderAttention(notice, kind, deps);
  if (kind === 'thrown_out') return { message: thrownOutMessage(queueNameOf(playbooks.current(), notice.by)), version: notice.wanted };
  if (kind === 'unreached') return { message: unreachedMessage(nameOf(playbooks.current(), notice.by)), version: notice.wanted };
  if (notice.task === null) return personalNotice(notice, deps);
  const task = await tasks.load(notice.task);
  if (task === null) return null;
  const playbook = await playbookFor(task, playbooks);
  const told = { kind, by: notice.by, again };
  if (isClosedTo(notice, task, playbook)) return { message: closedMessage(task, told, { playbook, now: clock.now() }), version: task.version };
  const surface = surfaceOf(notice, platform, playbooks.current());
  const quote = surface && quoteFor(task, surface, platform, deps, playbook);
  return { message: noticeMessage(task, { ...told, reader: 'person' in notice.to ? personOf(playbook, notice.to.person) : null }, { playbook, now: clock.now(), quote }), version: task.version };
};

/**
 * A notice as it is now. What is kept up to date where it stands says so, and whether it is still the news that it came as: `news` is the version that
 * it showed then, and every edit shows another.
 */
export const renderNotice = async (notice: Notice, platform: string, deps: RenderingNotices, news?: number): Promise<{ message: Message; version: number } | 'unneeded' | null> => {
  const again = notice.ref !== null && notice.shown !== news;
  const rendered = await render(notice, platform, again, deps);
  if (rendered === null || rendered === 'unneeded' || !('person' in notice.to) || !isEdited(notice)) return rendered;
  const { message, version } = rendered;
  return { message: { ...message, standing: { show: 'notice', key: notice.key, ...(!again && { news: news ?? version }) } }, version };
};

/** A thread that Rounds cannot write to: whoever asked is told how to invite it. The task is kept. */
const sayUninvited = async (notice: Notice, { notices, tasks, wallClock }: Delivering) => {
  const task = notice.kind === 'line' && notice.task !== null ? await tasks.load(notice.task) : null;
  if (task === null) return;
  await notices.add([{ key: `${taskName(task.number)}/uninvited`, task: task.number, kind: 'uninvited', to: { person: task.requester }, by: 'system', wanted: task.version }], wallClock());
};

const monthOf = ({ practice }: Playbook, now: Date) => localDateOf(practice.timezone, now).slice(0, 7);

/** A channel that Rounds may not write to any more: a lead of the queue hears how to mend it, once a month for each channel. */
const tellLead = async (notice: Notice, { notices, tasks, playbooks, clock, wallClock }: Delivering) => {
  if ('person' in notice.to || 'webhook' in notice.to || notice.task === null) return;
  const playbook = playbooks.current();
  const queue = 'queue' in notice.to ? notice.to.queue : ((await tasks.load(notice.task))?.queue ?? null);
  const lead = queueOf(playbook, queue)?.leads[0];
  if (lead === undefined || queue === null) return;
  const where = 'queue' in notice.to ? notice.to.queue : notice.to.thread.channel;
  await notices.add([{ key: `thrown_out/${where}/${monthOf(playbook, clock.now())}`, task: null, kind: 'thrown_out', to: { person: lead }, by: queue, wanted: 1 }], wallClock());
};

/** A person whom the platform does not let Rounds write to: a lead of the queue hears it, or whoever asked for the work; once a month for each person. */
const tellOfPerson = async ({ to, task: number }: Notice, { notices, tasks, playbooks, clock, wallClock }: Delivering) => {
  const task = 'person' in to && number !== null ? await tasks.load(number) : null;
  if (task === null || !('person' in to)) return;
  const playbook = playbooks.current();
  const told = [...(queueOf(playbook, task.queue)?.leads ?? []), task.requester].find((person) => person !== to.person);
  if (told === undefined) return;
  await notices.add([{ key: `unreached/${to.person}/${monthOf(playbook, clock.now())}`, task: null, kind: 'unreached', to: { person: told }, by: to.person, wanted: 1 }], wallClock());
};

const giveUp = async (notice: Notice, trouble: string, deps: Delivering) => {
  deps.onTrouble(notice.key, trouble);
  await deps.notices.failed(notice.key, trouble);
  if (trouble === 'deleted') return;
  await sayUninvited(notice, deps);
  await tellLead(notice, deps);
};

const isCard = ({ kind }: Notice) => EDITED_IN_PLACE.some((each) => each === kind);
/** What is kept up to date at all: cards, and what asked somebody to act. The latter is not posted anew where it was deleted. */
const isEdited = (notice: Notice) => isCard(notice) || ANSWERED_IN_PLACE.some((each) => each === notice.kind);

const send = async (notice: Notice, deps: Delivering): Promise<void> => {
  const { notices, platforms, playbooks, wallClock } = deps;
  if ('webhook' in notice.to) {
    await sendWebhook(notice, notice.to.webhook, deps);
    return notices.sent(notice.key, { platform: 'webhook', channel: notice.to.webhook, ts: notice.key }, notice.wanted, wallClock());
  }
  const address = addressOf(notice, platforms, playbooks.current());
  if (address === null) return giveUp(notice, 'no_address', deps);
  const rendered = await renderNotice(notice, address.platform.name, deps);
  if (rendered === null) return giveUp(notice, 'task_gone', deps);
  if (rendered === 'unneeded') return notices.unneeded(notice.key);
  if (notice.ref === null) {
    const ref = await address.platform.post(address.destination, rendered.message, notice.key);
    return notices.sent(notice.key, { ...ref, platform: address.platform.name }, rendered.version, wallClock());
  }
  const edited = isEdited(notice) ? await address.platform.update(notice.ref, rendered.message) : 'updated';
  if (edited === 'gone') return notice.again || !isCard(notice) ? giveUp(notice, 'deleted', deps) : notices.anew(notice.key, wallClock());
  return notices.sent(notice.key, notice.ref, rendered.version, wallClock());
};

const trouble = async (notice: Notice, error: unknown, deps: Delivering): Promise<void> => {
  const { notices, wallClock, onTrouble } = deps;
  if (error instanceof Undeliverable) {
    await giveUp(notice, error.reason, deps);
    return tellOfPerson(notice, deps);
  }
  const code = error instanceof Error ? error.name : 'unknown';
  const at = (wait: number) => new Date(wallClock().getTime() + wait);
  if (error instanceof Throttled) {
    onTrouble(notice.key, code);
    // A long queue in one channel waits many times: none of that speaks against the notice.
    return notices.later(notice.key, at(error.retryAfterMs), code, 'asked');
  }
  if (notice.attempts >= MOST_ATTEMPTS) return giveUp(notice, code, deps);
  onTrouble(notice.key, code);
  return notices.later(notice.key, at(backOff(notice.attempts)), code);
};

/** Sends one notice that is due; false where none was. */
export const deliverNext = async (deps: Delivering): Promise<boolean> => {
  const notice = await deps.notices.take(deps.wallClock(), LEASE_MS);
  if (notice === null) return false;
  try {
    await send(notice, deps);
  } catch (error) {
    await trouble(notice, error, deps);
  }
  return true;
};
