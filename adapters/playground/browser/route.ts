import { useEffect, useState } from './vendor/preact-hooks.js';

/** What the address names: who one is, what is open (`home`, or a conversation), which thread, which message to show. */
export type Route = { me?: string; place?: string; thread?: string; at?: string };

/** `#/U0MARIA/C0FRONT?thread=…&at=…` */
export const parseRoute = (hash: string): Route => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [me, place] = path.split('/');
  const { thread, at } = Object.fromEntries(new URLSearchParams(query));
  return { ...(me && { me }), ...(place && { place }), ...(thread && { thread }), ...(at && { at }) };
};

export const hrefOf = ({ me = '', place = '', thread, at }: Route): string => {
  const query = new URLSearchParams({ ...(thread && { thread }), ...(at && { at }) }).toString();
  return `#/${me}/${place}${query ? `?${query}` : ''}`;
};

export const useRoute = (): Route => {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const look = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return route;
};

/** A message's own Slack address leads to it here: `https://….slack.com/archives/C0FRONT/p1700000000000100?thread_ts=…`. */
export const internalLink = (url: string, me: string): string | undefined => {
  const found = /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?thread_ts=([\d.]+))?/.exec(url);
  if (!found) return undefined;
  const [, place = '', seconds = '', micros = '', thread] = found;
  return hrefOf({ me, place, at: `${seconds}.${micros}`, ...(thread && { thread }) });
};
