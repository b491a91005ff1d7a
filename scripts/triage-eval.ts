// `npm run -s triage:eval -- --data FILE --json`: how good suggestions are on labelled messages. `--cross-validate` judges each row by weights that never saw it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readPlaybook } from '../src/playbook/read.js';
import { makeClassify } from '../src/triage/classify.js';
import { readModel } from '../src/triage/model.js';
import { readConfig } from '../src/config.js';
import { builtInSuggest } from '../src/triage/suggest.js';
import { crossValidated, judge, judgeByModel } from './triage/judge.js';
import { figures } from './triage/measure.js';
import { readRows } from './triage/messages.js';

const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean' }, suggester: { type: 'string', default: 'built-in' }, 'cross-validate': { type: 'boolean' }, wrong: { type: 'boolean' } } });
const usage = 'Say which messages: npm run -s triage:eval -- --data FILE.jsonl --json';

const rows = values.data === undefined ? null : readRows(readFileSync(values.data, 'utf8'));
if (rows === null || rows.length === 0) {
  console.error(usage);
  process.exit(1);
}
const reading = readPlaybook('');
if (!reading.ok) throw new Error('the starter playbook has faults');
const playbook = { ...reading.playbook, enabled: reading.playbook.queues.map(({ key }) => key) };
/** The model that the environment names. */
const configuredModel = async () => {
  const { model } = readConfig(process.env);
  if (model === null) {
    console.error('No model is configured: set OPENAI_API_KEY and OPENAI_MODEL.');
    process.exit(1);
  }
  const { createModel } = await import('../adapters/openai/index.js');
  return createModel(model);
};

const judged = values.suggester === 'model' ? await judgeByModel(rows, await configuredModel(), builtInSuggest(), playbook)
  : values['cross-validate'] === true ? crossValidated(rows, playbook) : judge(rows, makeClassify(readModel()), playbook);
const found = figures(judged);
console.log(values.json === true ? JSON.stringify(found) : JSON.stringify(found, null, 2));
if (values.wrong === true) {
  for (const { row, withoutChannel } of judged) if (withoutChannel[0] !== row.type && withoutChannel[0] !== row.alt) console.error(`${row.id}\t${row.type}\t${withoutChannel.slice(0, 3).join(' ')}\t${row.text.replaceAll('\n', ' ').slice(0, 140)}`);
}
