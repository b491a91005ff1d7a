// A person's browser as far as forms and cookies go: it follows a link, reads a page, sends a form of it.
import { MongoClient } from 'mongodb';
import type { PersonClient } from '../../adapters/playground/double/types.js';
import { looksUp } from './steps.js';
import type { World } from './world.js';

type AuditRow = { _id: number; actor: string; door: string; action: string; task: number | null; facts: Record<string, unknown> };
export type Seen = { status: number; /** Where it ended, without the host. */ at: string; text: string; headers: Headers };

/** The private links that somebody was given in a conversation, the latest last. */
const linksIn = (person: PersonClient, channel: string): string[] =>
  [...JSON.stringify(person.ephemerals(channel)).matchAll(/https?:\/\/[^"\s]+\/sign-in\?link=[\w-]+/g)].map(([link]) => link);

const formOf = (page: string, action: string): string => {
  const form = [...page.matchAll(/<form[^>]*action="([^"#]*)[^"]*"[^>]*>(.*?)<\/form>/gs)].find(([, to]) => to?.endsWith(action));
  if (form?.[2] === undefined) throw new Error(`there is no form ${action} on this page`);
  return form[2];
};

export const openBrowser = (world: World) => {
  const cookies = new Map<string, string>();
  const addresses: string[] = [];
  let page = '';

  const ask = async (address: string, init: RequestInit = {}): Promise<Seen> => {
    const url = new URL(address.replace(/^https?:\/\/[^/]+/, ''), world.url('/'));
    addresses.push(url.pathname + url.search);
    const headers = { ...(init.headers as Record<string, string>), cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    if (to !== null) return ask(to);
    page = await answer.text();
    return { status: answer.status, at: url.pathname + url.search, text: page, headers: answer.headers };
  };

  const post = (address: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(address, { method: 'POST', body: new URLSearchParams(body), headers });

  return {
    /** Every address asked for, the redirected ones included. */
    addresses,
    cookies,
    visits: (address: string) => ask(address),
    posts: post,
    /** Sends a form of the page, the hidden fields with it. */
    sends: (action: string, fill: Record<string, string> = {}, which = '') => {
      const forms = page.split('<form').filter((each) => each.includes(which)).map((each) => `<form${each}`).join('');
      const hidden = [...formOf(forms, action).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]);
      const [, to = ''] = new RegExp(`action="([^"#]*${action})`).exec(forms) ?? [];
      return post(to, { ...(Object.fromEntries(hidden) as Record<string, string>), ...fill });
    },
    /** Opens a private link and presses its button. */
    async follows(link: string): Promise<Seen> {
      await ask(link);
      return this.sends('/sign-in');
    },
  };
};

/** Presses "Patient details" on a task's card and gives the link that comes. */
export const asksForLink = async (world: World, person: PersonClient, name: string): Promise<string> => {
  const copy = await looksUp(person, name);
  const before = linksIn(person, copy.channel).length;
  await person.press('task:patient', copy);
  await world.slack.until(() => linksIn(person, copy.channel).length > before, 10_000);
  return linksIn(person, copy.channel).at(-1) ?? '';
};

/** Types `/rounds board` and gives the link that comes. */
export const asksForBoard = async (world: World, person: PersonClient): Promise<string> => {
  const channel = await person.opensDm();
  const before = linksIn(person, channel).length;
  await person.command('/rounds', 'board', channel);
  await world.slack.until(() => linksIn(person, channel).length > before, 10_000);
  return linksIn(person, channel).at(-1) ?? '';
};

/** A browser in which this person looks at the details of a task. */
export const signsIn = async (world: World, person: PersonClient, name: string) => {
  const browser = openBrowser(world);
  const seen = await browser.follows(await asksForLink(world, person, name));
  return { ...browser, seen };
};

/** What the audit holds, as rows without the chain. */
export const auditOf = async (world: World): Promise<Omit<AuditRow, '_id'>[]> => {
  await world.settled();
  const client = await MongoClient.connect(world.uri);
  const rows = await client.db().collection<AuditRow>('audit').find({}, { projection: { _id: 0, actor: 1, door: 1, action: 1, task: 1, facts: 1 } }).sort({ _id: 1 }).toArray();
  await client.close();
  return rows;
};
