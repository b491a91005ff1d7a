// A self-signed certificate with its key, made anew for each run: no key of anybody's lies in the repository. Just enough of X.509 (RFC 5280) for it.
import { generateKeyPairSync, sign } from 'node:crypto';

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  return Buffer.concat([Buffer.from(length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255]), content]);
};
const sequence = (...parts: readonly Buffer[]) => tlv(0x30, ...parts);
const SHA256_WITH_RSA = sequence(tlv(6, Buffer.from('2a864886f70d01010b', 'hex')), tlv(5));
const NAME = sequence(tlv(0x31, sequence(tlv(6, Buffer.from('550403', 'hex')), tlv(12, Buffer.from('Rounds in a test')))));
const time = (at: Date) => tlv(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
const pemOf = (der: Buffer) => `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The certificate and its private key, each as PEM. */
export const makeCertificate = ({ endsAt = new Date('2045-01-01T00:00:00Z'), key = keys }: { endsAt?: Date; key?: typeof keys } = {}): { certificate: string; privateKey: string } => {
  const body = sequence(
    tlv(0xa0, tlv(2, Buffer.from([2]))), tlv(2, Buffer.from([1])), SHA256_WITH_RSA, NAME, sequence(time(new Date('2020-01-01T00:00:00Z')), time(endsAt)), NAME,
    key.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = tlv(3, Buffer.from([0]), sign('sha256', body, key.privateKey));
  return { certificate: pemOf(sequence(body, SHA256_WITH_RSA, signature)), privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
};
