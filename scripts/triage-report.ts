// `npm run -s triage:report`: the cross-validated figures of docs/triage.md, and its picture. No message is judged by weights that saw it.
import { writeFileSync } from 'node:fs';
import { readPlaybook } from '../src/playbook/read.js';
import { confusionSvg } from './triage/confusion.js';
import { crossValidated, judge } from './triage/judge.js';
import { learn } from './triage/learn.js';
import { makeClassify } from '../src/triage/classify.js';
import { modelOf } from '../src/triage/model.js';
import { labelled } from './triage/judge.js';
import { figures } from './triage/measure.js';
import { developmentRows, ownMessages } from './triage/messages.js';

const reading = readPlaybook('');
if (!reading.ok) throw new Error('the starter playbook has faults');
const { playbook } = reading;
const rows = developmentRows();
const say = (name: string, judged: Parameters<typeof figures>[0]) => console.log(JSON.stringify({ name, ...figures(judged) }));

const crossed = crossValidated(rows, playbook);
say('development rows, ten folds, with our own messages', crossed);
say('development rows, by our own messages alone', judge(rows, makeClassify(modelOf(learn(ownMessages().map(labelled), 'own'))), playbook));
const own = ownMessages().map((message) => ({ ...message, priority: null }));
const ownCrossed = crossValidated(own, playbook);
say('our own ordinary messages, ten folds', ownCrossed.filter(({ row }) => own.find(({ id }) => id === row.id)?.hard !== true));
say('our own hard messages, ten folds', ownCrossed.filter(({ row }) => own.find(({ id }) => id === row.id)?.hard === true));
writeFileSync('docs/images/triage-confusion.svg', confusionSvg(crossed, 'What each development row was labelled, and what was suggested first (ten-fold cross-validation, text only)'));
