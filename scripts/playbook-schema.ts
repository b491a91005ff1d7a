// `npm run -s playbook:schema`: writes docs/playbook.schema.json, which editors use to help while a playbook is written.
import { writeFileSync } from 'node:fs';
import { playbookJsonSchema } from '../src/playbook/json-schema.js';

const file = 'docs/playbook.schema.json';
writeFileSync(file, `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`);
console.log(`${file} written.`);
