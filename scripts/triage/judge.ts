// Judges labelled messages: by the weights that come with Rounds, or in folds by weights that never saw the message.
import type { Playbook } from '../../src/domain/playbook.js';
import { likelierIn } from '../../src/triage/channel.js';
import { makeClassify } from '../../src/triage/classify.js';
import type { Classify } from '../../src/triage/classify.js';
import { featuresOf } from '../../src/triage/features.js';
import { LEXICON } from '../../src/triage/lexicon.js';
import { bagOf, modelOf } from '../../src/triage/model.js';
import type { Model } from '../../src/ports/model.js';
import { readAnswer } from '../../src/triage/model-answer.js';
import { priorityOf } from '../../src/triage/priority.js';
import { redact } from '../../src/triage/redaction/redact.js';
import { rosterOf } from '../../src/triage/redaction/roster.js';
import type { Suggest } from '../../src/triage/suggest.js';
import { speller } from '../../src/triage/spelling.js';
import { learn } from './learn.js';
import type { Labelled } from './learn.js';
import type { Judged } from './measure.js';
import { developmentRows, ownMessages } from './messages.js';
import type { Row } from './messages.js';

const mend = speller(LEXICON.words);
export const labelled = ({ text, type }: { text: string; type: string }): Labelled => ({ type, bag: bagOf(featuresOf(text, mend)) });

/** All that there is to learn from. */
export const everything = (): Labelled[] => [...ownMessages(), ...developmentRows()].map(labelled);

export const judge = (rows: readonly Row[], classify: Classify, playbook: Playbook): Judged[] => {
  const asked = { types: new Set(playbook.task_types.map(({ key }) => key)), words: {} };
  return rows.map((row) => {
    const started = performance.now();
    const ranked = classify(row.text, { ...asked, likelier: likelierIn({ name: row.channel }, playbook) });
    const priority = ranked[0]?.type === 'not_a_task' ? 'low' : priorityOf(row.text);
    const ms = performance.now() - started;
    const withoutChannel = classify(row.text, { ...asked, likelier: new Set() });
    return { row, ranked: ranked.map(({ type }) => type), withoutChannel: withoutChannel.map(({ type }) => type), priority, ms };
  });
};

export const FOLDS = 10;

/** Each row is judged by weights learned from all our own messages and the other rows: a row whose text is among our own is left out there too. */
export const crossValidated = (rows: readonly Row[], playbook: Playbook): Judged[] => {
  const own = ownMessages();
  return Array.from({ length: FOLDS }, (_, fold) => {
    const asked = rows.filter((_row, at) => at % FOLDS === fold);
    const texts = new Set(asked.map(({ text }) => text));
    const rest = [...own, ...rows.filter((_row, at) => at % FOLDS !== fold)].filter(({ text }) => !texts.has(text));
    return judge(asked, makeClassify(modelOf(learn(rest.map(labelled), 'cross-validation'))), playbook);
  }).flat();
};

/** The configured model's answers, redacted as in production; a message that is withheld, or a question that fails, counts as the built-in one would. */
export const judgeByModel = async (rows: readonly Row[], model: Model, suggest: Suggest, playbook: Playbook): Promise<Judged[]> => {
  const types = playbook.task_types.map(({ key, name, about }) => ({ key, name, about }));
  const keys = new Set(types.map(({ key }) => key));
  const judged: Judged[] = [];
  for (const row of rows) {
    const started = performance.now();
    const redacted = redact(row.text, rosterOf(playbook));
    const builtIn = suggest(row.text, { playbook, place: { name: row.channel } });
    const reply = redacted.send ? await model.ask({ text: redacted.text, types }, AbortSignal.timeout(8000)).catch(() => null) : null;
    const said = (reply && readAnswer(reply.answer, model.name, keys, builtIn)) ?? builtIn;
    const ranked = said.types.map(({ type, confidence }) => ({ type, confidence })).concat({ type: 'not_a_task', confidence: said.notATask }).sort((a, b) => b.confidence - a.confidence).map(({ type }) => type);
    judged.push({ row, ranked, withoutChannel: ranked, priority: said.priority, ms: performance.now() - started });
  }
  return judged;
};
