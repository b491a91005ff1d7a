// `npm run -s access:doc`: writes docs/access.md from the permission matrix.
import { writeFileSync } from 'node:fs';
import { accessDoc } from '../src/view/access-doc.js';

const file = 'docs/access.md';
writeFileSync(file, accessDoc());
console.log(`${file} written.`);
