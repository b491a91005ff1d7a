// Problem documents (RFC 9457): what went wrong, for whoever builds the sender. They hold names of fields and never what stood in them.
import type { Response } from 'express';
import type { Wrong } from '../../../src/use-cases/read-delivery.js';
import { WINDOW_SECONDS } from './signature.js';
import type { Doubt } from './signature.js';

type Problem = { status: number; type: string; title: string; detail: string; errors?: readonly { field: string; pointer: string; detail: string }[] };

export const sendProblem = (response: Response, { type, ...problem }: Problem): void =>
  void response.status(problem.status).set('cache-control', 'no-store').type('application/problem+json').send(JSON.stringify({ type: `urn:rounds:intake:${type}`, ...problem }));

const DOUBTS: Readonly<Record<Doubt, string>> = {
  no_id: 'Send webhook-id: your own id of this delivery, up to 256 characters, the same when you send it again.',
  no_timestamp: 'Send webhook-timestamp: the seconds since 1970.',
  no_signature: 'Send webhook-signature: "v1," and the base64 of HMAC-SHA256 over "id.timestamp.body".',
  wrong_signature: 'The signature fits none of this source’s secrets. Sign the body byte for byte as it is sent.',
  too_old_or_new: `webhook-timestamp is more than ${String(WINDOW_SECONDS / 60)} minutes from now. Sign each try anew, and set the sender’s clock.`,
};

export const unsigned = (doubt: Doubt): Problem => ({ status: 401, type: 'not-signed', title: 'Not signed', detail: DOUBTS[doubt] });
export const noSource: Problem = { status: 404, type: 'no-source', title: 'No such source', detail: 'The playbook names no intake source of this key.' };
export const tooLarge = (limit: string): Problem => ({ status: 413, type: 'too-large', title: 'Too large', detail: `A delivery has ${limit} at most.` });
export const notReadable: Problem = { status: 400, type: 'not-readable', title: 'Not readable', detail: 'The body is not what its content type says. Nothing was made of it.' };
export const otherType: Problem = { status: 415, type: 'other-type', title: 'Not JSON and no form', detail: 'Send application/json or application/x-www-form-urlencoded, in UTF-8, not compressed.' };
export const notNow: Problem = { status: 503, type: 'not-now', title: 'Not now', detail: 'Nothing was stored. Send it again with the same webhook-id.' };

/** A name of the sender's as a JSON Pointer (RFC 6901), in a URI's fragment. */
const pointerTo = (name: string) => (name === '' ? '#' : `#/${name.split('.').map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`);

export const wrongFields = (wrong: readonly Wrong[]): Problem => ({
  status: 422, type: 'wrong-field', title: 'A field is wrong', detail: wrong.map(({ name, detail }) => (name === '' ? detail : `${name}: ${detail}`)).join(' '),
  errors: wrong.map(({ name, detail }) => ({ field: name, pointer: pointerTo(name), detail })),
});
