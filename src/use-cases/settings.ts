// Somebody's own settings: shown, and kept with them in the playbook, so that every instance and the audit know of them.
import { platformsOf } from '../domain/notice-platform.js';
import type { Person } from '../domain/playbook.js';
import { readSettings, settingsForm } from '../view/forms/settings.js';
import { isChat } from '../ports/chat-platform.js';
import type { Answers, Form, FormRef } from '../view/nodes.js';
import { problemText, sentence } from '../view/refusal-text.js';
import type { Deps } from './deps.js';
import type { Submitted } from './rounds.js';

const settingOf = ({ playbooks, platforms }: Pick<Deps, 'playbooks' | 'platforms'>, person: Person) => ({ person, playbook: playbooks.current(), platforms: platformsOf(person, platforms.filter(isChat).map(({ name }) => name)) });

export const openSettings = (deps: Pick<Deps, 'playbooks' | 'platforms' | 'newId'>, person: Person, ref: FormRef = { form: deps.newId() }, answers: Answers = {}): Form => settingsForm(settingOf(deps, person), ref, answers);

/** Saves what was chosen. Twice is once: the second time nothing differs. */
export const saveSettings = async (deps: Pick<Deps, 'playbooks' | 'platforms'>, person: Person, answers: Answers): Promise<Submitted> => {
  const setting = settingOf(deps, person);
  const { playbook } = setting;
  const read = readSettings(answers, setting);
  if (!read.ok) return { result: 'errors', errors: Object.fromEntries(read.wrong.map((key) => [key, problemText({ problem: key === 'bundles' ? 'one_to_six' : 'unknown_choice' }, playbook)])) };
  await deps.playbooks.change({ people: [{ key: person.key, prefers: read.prefers }] }, person.key, 'own settings');
  return { result: 'done', say: sentence('Saved. What is urgent, legal deadlines and escalations still come at any setting.') };
};
