// What Teams sends, by its kind: each is read, given to Rounds, and answered so that the person who acted sees it.
import type { Caller, Rounds } from '../../src/use-cases/rounds.js';
import { within } from '../../src/within.js';
import type { After } from '../../src/within.js';
import { faultFields } from '../../src/fault-fields.js';
import { makeAct, ofReply, saying } from './act.js';
import type { Given, Shown } from './act.js';
import type { Addresses } from './addresses.js';
import { cardAnswer, chatMessage, dialogAnswer } from './answers.js';
import type { Answer } from './answers.js';
import type { Rendered } from './connector.js';
import { CardAction, channelOf, isPersonal, MessageAction, TaskValue, tenantOf, threadOf } from './payload.js';
import type { Activity } from './payload.js';
import { readCommand, readHtml } from './read-text.js';
import type { Place } from './render-nodes.js';
import { words } from './words.js';

type Write = (fields: object, message: string) => void;
/** What the adapter asks of a log; pino fits. */
export type Log = { info: Write; warn: Write; error: Write };

/** Teams waits five seconds for an answer and sends some requests again after that. */
const SAVE_MS = 2000;

export type Deps = {
  rounds: Rounds;
  addresses: Addresses;
  /** A message into somebody's chat with the bot. */
  sendTo: (person: string, message: Rendered) => Promise<unknown>;
  /** A message into the conversation at hand. */
  reply: (activity: Activity, message: Rendered) => Promise<unknown>;
  /** Null: whoever is on this machine, with the local client. */
  tenant: string | null;
  place: Place;
  zone: () => string;
  log: Log;
  after: After;
  newReference: () => string;
  /** Work that goes on after its answer; waited for at the end. */
  keep: (work: Promise<unknown>) => void;
};

/** The local client knows people by ids of its own alone. */
const personOf = ({ from }: Activity): string => from.aadObjectId ?? from.id;

type Wrap = (shown: Shown) => Answer;

export const makeReceive = (deps: Deps) => {
  const { rounds, addresses, sendTo, reply, place, zone, log, after, newReference, keep } = deps;
  const act = makeAct({ rounds, zone });

  /** The one boundary: a refusal or a fault becomes a sentence for the person, a fault a log line with the same number too. Never rejects. */
  const asCaller = async (activity: Activity, work: (caller: Caller) => Promise<Shown>): Promise<Shown> => {
    try {
      const known = await rounds.whoIs({ platform: 'teams', id: personOf(activity), outsider: deps.tenant !== null && tenantOf(activity) !== deps.tenant, guest: false }, 'teams');
      if (!known.ok) return saying(known.say);
      await addresses.learn(activity, personOf(activity));
      return await work(known.caller);
    } catch (error) {
      const ref = newReference();
      log.error({ ref, ...faultFields(error) }, 'A request from Teams failed');
      return saying(rounds.apology(ref));
    }
  };

  const tell = (person: string, shown: Shown): Promise<unknown> =>
    sendTo(person, chatMessage(shown, place, zone())).catch((error: unknown) => log.error(faultFields(error), 'The person could not be told'));

  /** An answer in time; where the store is slow the person is told so, and hears the result in their chat. */
  const answered = async (activity: Activity, work: (caller: Caller) => Promise<Shown>, wrap: Wrap): Promise<Answer> => {
    const shown = asCaller(activity, work);
    const first = await within(shown, SAVE_MS, after);
    if (!first.late) return wrap(first.value);
    keep(shown.then((late) => tell(personOf(activity), late)));
    return wrap(saying(rounds.slowStore('saving')));
  };

  const pressed = (activity: Activity, given: Given | null | undefined, wrap: Wrap): Promise<Answer> => answered(activity, (caller) => act(caller, given ?? {}, `teams:${activity.id ?? ''}`), wrap);

  const inCard: Wrap = (shown) => cardAnswer(shown, place, zone());
  const inDialog: Wrap = (shown) => dialogAnswer(shown, zone());
  const inMenuDialog: Wrap = (shown) => dialogAnswer(shown, zone(), { closes: false });

  /** `createTask`, on a message or, from the compose box, on none. */
  const createTask = (activity: Activity): Promise<Answer> => {
    const { messagePayload: message } = MessageAction.parse(activity.value);
    const source = message && {
      platform: 'teams' as const, channel: channelOf(activity), ts: message.id, thread: message.replyToId ?? threadOf(activity) ?? message.id, link: message.linkToMessage ?? null,
      author: message.from?.user?.id ?? null, text: message.body?.contentType === 'html' ? readHtml(message.body.content ?? '') : (message.body?.content ?? ''),
    };
    return answered(activity, async (caller) => ({ show: 'form', form: await rounds.newTask(caller, source ?? null) }), inMenuDialog);
  };

  const invokes: Readonly<Record<string, (activity: Activity) => Promise<Answer>>> = {
    'adaptiveCard/action': (activity) => pressed(activity, CardAction.parse(activity.value).action.data, inCard),
    'task/fetch': (activity) => pressed(activity, TaskValue.parse(activity.value).data, inDialog),
    'task/submit': (activity) => pressed(activity, TaskValue.parse(activity.value).data, inDialog),
    'composeExtension/fetchTask': createTask,
    'composeExtension/submitAction': (activity) => pressed(activity, MessageAction.parse(activity.value).data, inMenuDialog),
  };

  /** Words to the bot. In a channel everybody reads along: there the answer goes into the person's own chat. */
  const typed = async (activity: Activity): Promise<void> => {
    const text = readCommand(activity);
    const work = async (caller: Caller): Promise<Shown> => (text.toLowerCase() === 'home' ? saying({ summary: 'Home', nodes: (await rounds.home(caller)).nodes }) : ofReply(await rounds.command(caller, text)));
    const shown = await asCaller(activity, work);
    if (isPersonal(activity)) {
      await reply(activity, chatMessage(shown, place, zone()));
      return;
    }
    await sendTo(personOf(activity), chatMessage(shown, place, zone()));
    await reply(activity, chatMessage(saying(words.answeredInPrivate), place, zone()));
  };

  /** Home, for whoever has just put the app into their own chat. */
  const installed = async (activity: Activity): Promise<void> => {
    if (!isPersonal(activity) || !activity.membersAdded?.some(({ id }) => id === activity.recipient?.id)) return;
    const shown = await asCaller(activity, async (caller) => saying({ summary: 'Home', nodes: (await rounds.home(caller)).nodes }));
    await reply(activity, chatMessage(shown, place, zone()));
  };

  const changed = (activity: Activity, how: 'edited' | 'deleted') =>
    rounds.sourceChanged({ platform: 'teams', channel: channelOf(activity), ts: activity.id ?? '' }, how, `teams:${how}:${activity.conversation.id}:${activity.id ?? ''}`);

  const events: Readonly<Record<string, (activity: Activity) => Promise<void>>> = {
    message: typed,
    conversationUpdate: installed,
    messageUpdate: async (activity) => { if (activity.channelData?.eventType === 'editMessage') await changed(activity, 'edited'); },
    messageDelete: async (activity) => { if (activity.channelData?.eventType === 'softDeleteMessage') await changed(activity, 'deleted'); },
  };

  return {
    invoke: async (activity: Activity): Promise<Answer> => (activity.id ? (await invokes[activity.name ?? '']?.(activity)) : undefined) ?? { status: 501 },
    event: async (activity: Activity): Promise<void> => { await events[activity.type]?.(activity); },
  };
};
