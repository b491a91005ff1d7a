// A certificate in place of the secret: with each request for a token goes an assertion that its key signs, as Entra documents it
// (learn.microsoft.com/entra/identity-platform/certificate-credentials).
import { constants, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** `thumbprint` is the SHA-256 of the certificate's DER, base64url. */
export type Certificate = { key: KeyObject; thumbprint: string; endsAt: Date };

type Read = { ok: true; certificate: Certificate } | { ok: false; fault: string };

/** Entra asks for five to ten minutes at most. */
const ASSERTION_S = 300;

const attempt = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** The certificate and its private key out of one PEM text, or what is wrong with it: a sentence that begins after the file's name. */
export const readCertificate = (pem: string, now: Date): Read => {
  const fault = (text: string): Read => ({ ok: false, fault: text });
  const found = attempt(() => new X509Certificate(pem));
  const key = attempt(() => createPrivateKey(pem));
  if (found === null || key === null) return fault(`has no ${found === null ? 'certificate' : 'private key'} that can be read. It is one PEM file with both, the key without a passphrase.`);
  if (key.asymmetricKeyType !== 'rsa') return fault('has a key that is not RSA, which Entra asks for.');
  if (!found.checkPrivateKey(key)) return fault('has a certificate and a private key that do not belong together.');
  const endsAt = new Date(found.validTo);
  if (endsAt <= now) return fault(`ended on ${endsAt.toISOString().slice(0, 10)}. Make a new one and upload its certificate under App registrations, Certificates & secrets.`);
  return { ok: true, certificate: { key, thumbprint: Buffer.from(found.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'), endsAt } };
};

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Says once, to one address and for some minutes, that we are the app. `id` is new each time. */
export const assertionOf = ({ key, thumbprint }: Certificate, { appId, address, id, now }: { appId: string; address: string; id: string; now: Date }): string => {
  const at = Math.floor(now.getTime() / 1000);
  const said = `${encoded({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })}.${encoded({ aud: address, iss: appId, sub: appId, jti: id, iat: at, nbf: at, exp: at + ASSERTION_S })}`;
  const signature = sign('sha256', Buffer.from(said), { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST });
  return `${said}.${signature.toString('base64url')}`;
};
