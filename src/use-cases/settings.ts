// Somebody's own settings: shown, and kept with them in the playbook, so that every instance and the audit know of them.
import type { Person } from '../domain/playbook.js';
import { readSettings, settingsForm } from '../view/forms/settings.js';
import type { Answers, Form, FormRef } from '../view/nodes.js';
import { problemText, sentence } from '../view/refusal-text.js';
import type { Deps } from './deps.js';
import type { Submitted } from './rounds.js';

export const openSettings = ({ playbooks, newId }: Pick<Deps, 'playbooks' | 'newId'>, person: Person, ref: FormRef = { form: newId() }): Form => settingsForm(person, ref, playbooks.current());

/** Saves what was chosen. Twice is once: the second time nothing differs. */
export const saveSettings = async ({ playbooks }: Pick<Deps, 'playbooks'>, person: Person, answers: Answers): Promise<Submitted> => {
  const playbook = playbooks.current();
  const read = readSettings(answers, playbook);
  if (!read.ok) return { result: 'errors', errors: Object.fromEntries(read.wrong.map((key) => [key, problemText({ problem: key === 'bundles' ? 'one_to_six' : 'unknown_choice' }, playbook)])) };
  await playbooks.change({ people: [{ key: person.key, prefers: read.prefers }] }, person.key, 'own settings');
  return { result: 'done', say: sentence('Saved. What is urgent, legal deadlines and escalations still come at any setting.') };
};
