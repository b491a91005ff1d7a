// An SMTP server on this machine that keeps what it is given, and answers as it is told to.
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type SmtpServer = {
  url: string;
  /** Mails in the order in which they came, with whom the envelope names. */
  mails: { to: string[]; mail: ParsedMail; raw: string }[];
  /** Refuses the next mails with these answers, one each. */
  refuses(...codes: number[]): void;
  stop(): Promise<void>;
};

export const startSmtpServer = async (): Promise<SmtpServer> => {
  const mails: SmtpServer['mails'] = [];
  const refusals: number[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false,
    onRcptTo: (_address, _session, callback) => {
      const code = refusals.shift();
      callback(code === undefined ? undefined : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        void simpleParser(raw).then((mail) => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail, raw: raw.toString() });
          callback();
        });
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return { url: `smtp://127.0.0.1:${String(port)}`, mails, refuses: (...codes) => void refusals.push(...codes), stop: () => new Promise((resolve) => server.close(() => resolve())) };
};
