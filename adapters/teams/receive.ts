// What Teams sends, by its kind: each is read, given to Rounds, and answered so that the person who acted sees it.
import type { Caller, Rounds } from '../../src/use-cases/rounds.js';
import type { Standing } from '../../src/view/nodes.js';
import { within } from '../../src/within.js';
import type { After } from '../../src/within.js';
import { faultFields } from '../../src/fault-fields.js';
import { makeAct, ofReply, saying } from './act.js';
import type { Given, Shown } from './act.js';
import type { Addresses } from './addresses.js';
import { cardAnswer, chatMessage, dialogAnswer, sameCard } from './answers.js';
import type { Answer } from './answers.js';
import { decodeData } from './codec.js';
import type { Rendered } from './connector.js';
import { CardAction, channelOf, isPersonal, MessageAction, TaskValue, tenantOf, threadOf } from './payload.js';
import type { Activity } from './payload.js';
import { readCommand, readHtml } from './read-text.js';
import type { MessagePlace } from './render-nodes.js';
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
  place: MessagePlace;
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
type Said = ReturnType<typeof saying>;

export const makeReceive = (deps: Deps) => {
  const { rounds, addresses, sendTo, reply, place, zone, log, after, newReference, keep } = deps;
  const act = makeAct({ rounds, zone });

  const placeFor = ({ from }: Activity): MessagePlace => ({ ...place, reader: from.id });

  const known = async <T>(activity: Activity, work: (caller: Caller) => Promise<T>): Promise<T | Said> => {
    const found = await rounds.whoIs({ platform: 'teams', id: personOf(activity), outsider: deps.tenant !== null && tenantOf(activity) !== deps.tenant, guest: false }, 'teams');
    if (!found.ok) return saying(found.say);
    await addresses.learn(activity, personOf(activity));
    return work(found.caller);
  };

  /** The one boundary: a refusal or a fault becomes a sentence for the person, a fault a log line with the same number too. Never rejects. */
  const asCaller = async (activity: Activity, work: (caller: Caller) => Promise<Shown>): Promise<Shown> => {
    try {
      return await known(activity, work);
    } catch (error) {
      const ref = newReference();
      log.error({ ref, ...faultFields(error) }, 'A request from Teams failed');
      return saying(rounds.apology(ref));
    }
  };

  const inChat = (activity: Activity, shown: Shown): Rendered => chatMessage(shown, placeFor(activity), zone());

  const tell = (activity: Activity, shown: Shown): Promise<unknown> =>
    sendTo(personOf(activity), inChat(activity, shown)).catch((error: unknown) => log.error(faultFields(error), 'The person could not be told'));

  /** An answer in time; where the store is slow the person is told so, and hears the result in their chat. */
  const answered = async (activity: Activity, work: (caller: Caller) => Promise<Shown>, wrap: Wrap): Promise<Answer> => {
    const shown = asCaller(activity, work);
    const first = await within(shown, SAVE_MS, after);
    if (!first.late) return wrap(first.value);
    keep(shown.then((late) => tell(activity, late)));
    return wrap(saying(rounds.slowStore('saving')));
  };

  const pressed = (activity: Activity, given: Given | null | undefined, wrap: Wrap): Promise<Answer> => answered(activity, (caller) => act(caller, given ?? {}, `teams:${activity.id ?? ''}`), wrap);

  const inCard = (activity: Activity): Wrap => (shown) => cardAnswer(shown, placeFor(activity), zone());

  /** A card asks for itself as it is now. Nobody pressed anything: where it fails or takes long, what stands there stays. */
  const shownAnew = async (activity: Activity, standing: Standing): Promise<Answer> => {
    const shown = known(activity, async (caller) => {
      const message = await rounds.asItIs(caller, standing);
      return message && saying(message);
    }).catch((error: unknown) => {
      log.error(faultFields(error), 'A card could not be shown anew');
      return null;
    });
    keep(shown);
    const first = await within(shown, SAVE_MS, after);
    return first.late || first.value === null ? sameCard : inCard(activity)({ ...first.value, settles: true });
  };

  const cardActed = (activity: Activity): Promise<Answer> => {
    const given = CardAction.parse(activity.value).action.data;
    const data = decodeData(given);
    return data !== null && 'refresh' in data ? shownAnew(activity, data.refresh) : pressed(activity, given, inCard(activity));
  };

  const inDialog: Wrap = (shown) => dialogAnswer(shown, zone());
  const inMenuDialog: Wrap = (shown) => dialogAnswer(shown, zone(), { closes: false });

  /** `createTask`, on a message or, from the compose box, on none. */
  const createTask = (activity: Activity): Promise<Answer> => {
    const { messagePayload: message } = MessageAction.parse(activity.value);
    const source = message && {
      platform: 'teams' as const, channel: channelOf(activity), ts: message.id, thread: message.replyToId ?? threadOf(activity) ?? message.id, link: message.linkToMessage ?? null,
      author: message.from?.user?.id ?? null, text: message.body?.contentType === 'html' ? readHtml(message.body.content ?? '') : (message.body?.content ?? ''),
    };
    return answered(activity, async (caller) => {
      const form = await rounds.newTask(caller, source ?? null);
      // What a model makes of it is kept with the form, and stands in it when it is drawn next: an open dialog cannot be changed.
      keep(rounds.betterForm(caller, form).catch((error: unknown) => log.error(faultFields(error), 'A better suggestion could not be kept')));
      return { show: 'form', form };
    }, inMenuDialog);
  };

  const invokes: Readonly<Record<string, (activity: Activity) => Promise<Answer>>> = {
    'adaptiveCard/action': cardActed,
    'task/fetch': (activity) => pressed(activity, TaskValue.parse(activity.value).data, inDialog),
    'task/submit': (activity) => pressed(activity, TaskValue.parse(activity.value).data, inDialog),
    'composeExtension/fetchTask': createTask,
    'composeExtension/submitAction': (activity) => pressed(activity, MessageAction.parse(activity.value).data, inMenuDialog),
  };

  const home = async (caller: Caller): Promise<Shown> => {
    const message = await rounds.asItIs(caller, { show: 'home' });
    return message === null ? { show: 'nothing' } : saying(message);
  };

  /** Words to the bot. In a channel everybody reads along: there the answer goes into the person's own chat. */
  const typed = async (activity: Activity): Promise<void> => {
    const text = readCommand(activity);
    const shown = await asCaller(activity, async (caller) => (text.toLowerCase() === 'home' ? home(caller) : ofReply(await rounds.command(caller, text))));
    if (isPersonal(activity)) {
      await reply(activity, inChat(activity, shown));
      return;
    }
    await sendTo(personOf(activity), inChat(activity, shown));
    await reply(activity, inChat(activity, saying(words.answeredInPrivate)));
  };

  /** Home, for whoever has just put the app into their own chat. */
  const installed = async (activity: Activity): Promise<void> => {
    if (!isPersonal(activity) || !activity.membersAdded?.some(({ id }) => id === activity.recipient?.id)) return;
    await reply(activity, inChat(activity, await asCaller(activity, home)));
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
