// `npm run -s reader:token`: a token for another program, and the line that lets it in. Rounds keeps neither.
import { randomBytes } from 'node:crypto';
import { hashOfToken } from '../src/use-cases/read-fhir.js';

const token = randomBytes(32).toString('base64url');
console.log(`Give this to the program, and keep it nowhere else:
  ${token}
Put this into the playbook under readers:
  token_sha256: ${hashOfToken(token)}`);
