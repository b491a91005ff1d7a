import type { Core } from '../core.js';
import type { Answer, Outcome, PersonClient, Place, View } from '../types.js';
import { until } from '../until.js';
import { topModal } from '../views.js';
import { type Conversation, directMessages } from '../workspace.js';
import { choose, controlOf, keep, offeredKey, press, surface } from './act.js';
import { type Seat, conversationOf } from './asking.js';
import { command, shortcut } from './invoke.js';
import { readsConversation, readsView } from './reads.js';
import { closes, submit } from './submit.js';
import { suggestions } from './suggest.js';
import { deletes, edits, joins, opensDm, opensHome, says } from './talk.js';

const isRootOrOwnThread = ({ messages }: Conversation, user: string, thread: string | undefined, ts: string) =>
  thread === undefined || thread === ts || messages.some((message) => message.user === user && (message.thread_ts === thread || message.ts === thread));

/** How many messages by others this person has not read: in the channel itself, and in threads that they take part in. */
export const unreadCount = ({ workspace }: Core, conversation: Conversation, user: string): number => {
  const read = Number(workspace.read.get(`${user}/${conversation.id}`) ?? 0);
  return conversation.messages.filter((message) => Number(message.ts) > read && message.user !== user && isRootOrOwnThread(conversation, user, message.thread_ts, message.ts)).length;
};

const isExternal = (type: string) => type.includes('external');

/** What one person can do and read. Throws for an id that is not in the workspace. */
export const createPerson = (core: Core, id: string): PersonClient => {
  const { workspace } = core;
  const person = workspace.people.get(id);
  if (!person) throw new Error(`Nobody in the workspace has the id ${id}.`);
  const seat: Seat = { core, person };
  const inConversation = (channel: string) => conversationOf(seat, channel);
  const defaultPlace = (): Place => (topModal(workspace, id) ? 'modal' : 'home');

  const controlAt = (field: string, place: Place) => controlOf(surface(seat, place).blocks, field);

  const chooses = async (field: string, answer: Answer, place: Place = defaultPlace()): Promise<Outcome> => {
    const control = controlAt(field, place);
    // A menu that the app fills must first have shown what is chosen from it.
    if (isExternal(control.element.type) && !core.offered.has(offeredKey(seat, control))) {
      for (const typed of [String(answer ?? ''), '']) await suggestions(seat, place, control, typed);
    }
    return choose(seat, place, control, answer);
  };

  const modal = () => topModal(workspace, id);
  const mine = () => [...workspace.conversations.values()].filter(({ members }) => members.includes(id));
  const reads = (channel: string) => readsConversation(inConversation(channel), workspace.ephemerals, id, workspace);

  const readsAll = () => {
    const views = [modal(), workspace.homes.get(id)].filter((view) => view !== undefined);
    return [...mine().map((conversation) => reads(conversation.id)), ...views.map((view) => readsView(view, workspace))].join('\n');
  };

  const seesModal = async (callbackId?: string): Promise<View> => {
    await until(workspace, () => modal() !== undefined && (callbackId === undefined || modal()?.callback_id === callbackId), () => `${person.name} sees the modal ${callbackId ?? ''}. The topmost one is ${modal()?.callback_id ?? 'none'}.`);
    return modal() as View;
  };

  return {
    id,
    says: (channel, text, { thread } = {}) => says(seat, channel, text, thread),
    edits: (channel, ts, text) => edits(seat, channel, ts, text),
    deletes: (channel, ts) => deletes(seat, channel, ts),
    joins: (channel) => joins(seat, channel),
    opensHome: () => opensHome(seat),
    opensDm: (user) => opensDm(seat, user),
    shortcut: (callbackId, on) => shortcut(seat, callbackId, on),
    command: (name, text = '', channel = directMessages(workspace, workspace.ids.botUser, id).conversation.id) => command(seat, name, text, channel),
    modal,
    seesModal,
    sees: (words) => until(workspace, () => readsAll().includes(words), () => `${person.name} sees "${words}". They read:\n${readsAll()}`),
    home: () => workspace.homes.get(id),
    choose: chooses,
    fill: async (answers) => {
      for (const [field, answer] of Object.entries(answers)) {
        const done = await chooses(field, answer);
        if (!done.ok) return done;
      }
      return { ok: true };
    },
    types: (answers, place = defaultPlace()) => {
      for (const [field, answer] of Object.entries(answers)) {
        const at = surface(seat, place);
        if ('view' in at) keep(seat, at.view, controlOf(at.blocks, field), answer);
      }
    },
    suggestions: async (field, typed, place = defaultPlace()) => (await suggestions(seat, place, controlAt(field, place), typed)).map(({ text, value }) => ({ text: text.text, value })),
    press: (actionId, place = defaultPlace(), which) => press(seat, place, actionId, which),
    submit: () => submit(seat),
    closes: (all = false) => closes(seat, all),
    reads,
    readsAll,
    messages: (channel) => structuredClone(inConversation(channel).messages),
    ephemerals: (channel) => structuredClone(workspace.ephemerals.filter((one) => one.channel === channel && one.user === id)),
    marksRead: async (channel) => {
      const last = inConversation(channel).messages.at(-1);
      if (!last || workspace.read.get(`${id}/${channel}`) === last.ts) return;
      workspace.read.set(`${id}/${channel}`, last.ts);
      workspace.changed();
    },
    unread: (channel) => unreadCount(core, inConversation(channel), id),
  };
};
