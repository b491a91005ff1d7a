// `/rounds setup`: an admin looks at the practice's rules and changes them. Nothing here reads a task but to count it.
import { PILOT_DAYS, pilotFigures } from '../domain/insights/pilot.js';
import { addCalendarDays } from '../domain/local-time.js';
import { mayRule, whoMayRule } from '../domain/permissions.js';
import type { RuleAction } from '../domain/permissions.js';
import type { Person, PersonKey } from '../domain/playbook.js';
import type { Door } from '../domain/words.js';
import { goBackTo } from '../playbook/edits.js';
import { judgeSettings } from '../playbook/read.js';
import { saysSame } from '../playbook/settings.js';
import { differences } from '../playbook/versions.js';
import type { NoticeStore } from '../ports/notice-store.js';
import { PAGE } from '../view/lists.js';
import type { Answers, Form, FormName, FormRef, Message, Node } from '../view/nodes.js';
import { refusalText, sentence } from '../view/refusal-text.js';
import { setupForms } from '../view/setup/forms.js';
import { fileLines } from '../view/setup/file.js';
import { hoursView, peopleView, queuesView, rulesView, versionsView } from '../view/setup/lists.js';
import { overviewView } from '../view/setup/overview.js';
import type { QueuePilot } from '../view/setup/overview.js';
import { leaves } from '../view/setup/people.js';
import { findingText, movedOn, overtakenView, savedNodes } from '../view/setup/saved.js';
import { reasonOf } from '../view/setup/scene.js';
import type { Earlier, SetupForm, SetupPlace, SetupScene } from '../view/setup/scene.js';
import { suggestionsView } from '../view/setup/suggestions.js';
import { versionView } from '../view/setup/versions.js';
import { messageView } from '../view/shows.js';
import { noteDenied } from './denied.js';
import type { Deps } from './deps.js';
import { readSuggestionFigures } from './suggestion-figures.js';
import type { Errand, ErrandForm, ErrandPress } from './errand.js';
import type { Pressed, Submitted } from './rounds.js';
import { tellOfGains } from './tell-of-gains.js';

type Asking = { person: Person; door: Door };
type Shown = { scene: SetupScene; note: readonly Node[]; skip: number };

const formOf = (name: FormName): SetupForm | undefined => setupForms.find((form) => form.name === name);

type SettingUp = Deps & { notices: Pick<NoticeStore, 'add'>; wallClock(): Date; handOver(left: PersonKey, eventId: string, door: Door): Promise<number> };

export const makeSetup = ({ tasks, playbooks, clock, audit, newId, handOver, notices, wallClock }: SettingUp): Errand => {
  /** The refusal in words, recorded; null where the person may. */
  const denied = (action: RuleAction, { person, door }: Asking): Message | null => {
    if (mayRule(person, action)) return null;
    const playbook = playbooks.current();
    const refusal = { code: 'not_allowed', action, who: whoMayRule(action, playbook) } as const;
    noteDenied(audit, refusal, { actor: person.key, door, verb: 'setup', task: null });
    return sentence(refusalText(refusal, 'setup', null, playbook, clock.now()));
  };

  const sceneOf = (door: Door, ref: FormRef, answers: Answers = {}): SetupScene => ({ playbook: playbooks.current(), now: clock.now(), door, answers, ref, earlier: null });

  const pilotOf = async (queue: string): Promise<QueuePilot> => {
    const now = clock.now();
    const { open, late, courses } = await tasks.pilot(queue, addCalendarDays(playbooks.current().practice.timezone, now, -PILOT_DAYS), now);
    return { queue, open, late, ...pilotFigures(courses, now) };
  };

  /** What going back to a version would change now; null where today's Rounds cannot read it. */
  const earlierOf = async (version: number): Promise<Earlier | null> => {
    const current = playbooks.current();
    const [then, now] = await Promise.all([playbooks.stored(version), playbooks.stored(current.version)]);
    if (then === null || now === null) return null;
    const back = judgeSettings(goBackTo(then.body)(now.body), current.version).playbook;
    return back === null ? null : { version, settings: then.body, lines: differences(current, back) };
  };

  const overview = async ({ scene, note }: Shown): Promise<Form> => {
    const [pilots, findings] = await Promise.all([Promise.all(scene.playbook.enabled.map(pilotOf)), playbooks.findings()]);
    const news = playbooks.fileNews();
    return overviewView(scene, { pilots, findings, file: news === null ? [] : fileLines(news), note });
  };

  const places: Readonly<Record<SetupPlace, (shown: Shown) => Form | Promise<Form>>> = {
    setup: overview,
    setup_people: ({ scene, note, skip }) => peopleView(scene, note, skip),
    setup_queues: ({ scene, note, skip }) => queuesView(scene, note, skip),
    setup_hours: ({ scene, note, skip }) => hoursView(scene, note, skip),
    setup_rules: ({ scene, note, skip }) => rulesView(scene, note, skip),
    setup_suggestions: async ({ scene, note }) => suggestionsView(scene, note, await readSuggestionFigures({ tasks }, scene.playbook.practice.timezone, scene.now)),
    setup_versions: async ({ scene, note, skip }) => versionsView(scene, note, { ...(await playbooks.list({ skip, limit: PAGE })), skip }),
  };
  const isPlace = (verb: string): verb is SetupPlace => Object.hasOwn(places, verb);

  const show = async (place: SetupPlace, door: Door, { note = [], skip = 0 }: { note?: readonly Node[]; skip?: number } = {}): Promise<Form> =>
    places[place]({ scene: sceneOf(door, { form: newId() }), note, skip });

  const oneVersion = async (door: Door, version: number): Promise<Form> => {
    const [one, earlier] = await Promise.all([playbooks.stored(version), earlierOf(version)]);
    if (one === null) return show('setup_versions', door);
    const changed = version > 1 ? differences(await playbooks.at(version - 1), await playbooks.at(version)) : null;
    return versionView(sceneOf(door, { form: newId() }), one, changed, earlier?.lines ?? null);
  };

  const open = async (form: SetupForm, { door, ref }: ErrandPress): Promise<Form> => {
    const current = playbooks.current();
    const scene = sceneOf(door, { form: newId(), ...(ref.arg === undefined ? {} : { arg: ref.arg }) });
    // A rule is named by its place: in a list that has changed since it would be another one.
    if (form.back === 'setup_rules' && ref.version !== undefined && ref.arg !== undefined && !saysSame((await playbooks.at(ref.version)).routing, current.routing)) return show('setup_rules', door, { note: movedOn });
    return form.build({ ...scene, earlier: form.name === 'go_back_form' ? await earlierOf(Number(ref.arg)) : null });
  };

  const paged = (arg = ''): { place: SetupPlace; skip: number } => {
    const [place = '', skip = '0'] = arg.split('|');
    return { place: isPlace(place) ? place : 'setup', skip: Math.max(0, Number.parseInt(skip, 10) || 0) };
  };

  const press = async (pressed: ErrandPress): Promise<Pressed> => {
    const { door, verb, ref } = pressed;
    const form = setupForms.find((each) => each.verb === verb);
    const no = denied(form === undefined ? 'see_setup' : 'change_rules', pressed);
    if (no !== null) return { result: 'say', say: no };
    await playbooks.refresh();
    if (form !== undefined) return { result: 'form', form: await open(form, pressed) };
    if (verb === 'setup_version') return { result: 'form', form: await oneVersion(door, Number(ref.arg)) };
    const { place, skip } = isPlace(verb) ? { place: verb, skip: 0 } : paged(ref.arg);
    return { result: 'form', form: await show(place, door, { skip }) };
  };

  /** The scene of a form that came back: the rules as they were when it was opened, since that is what the person saw. */
  const sceneOfReturned = async ({ door, ref, name, answers }: ErrandForm): Promise<SetupScene> => ({
    ...sceneOf(door, ref, answers), playbook: await playbooks.at(ref.version ?? playbooks.current().version),
    earlier: name === 'go_back_form' ? await earlierOf(Number(ref.arg)) : null,
  });

  const submit = async (returned: ErrandForm): Promise<Submitted> => {
    const { person, door, name, ref, answers } = returned;
    const no = denied('change_rules', returned);
    if (no !== null) return { result: 'next', form: messageView(no, { form: newId() }) };
    const form = formOf(name);
    if (form === undefined) return { result: 'next', form: await show('setup', door) };
    const scene = await sceneOfReturned(returned);
    const [read, reason] = [form.read(scene), reasonOf(form.build(scene), answers)];
    if (!read.ok || !reason.ok) return { result: 'errors', errors: { ...(read.ok ? {} : read.problems), ...(reason.ok ? {} : reason.problems) } };
    const revised = await playbooks.revise({ edit: read.edit, seen: scene.playbook.version, by: person.key, door, why: reason.why, facts: read.facts, ...(read.fact ? { fact: read.fact } : {}) });
    switch (revised.result) {
      case 'overtaken': return { result: 'next', form: overtakenView(sceneOf(door, ref), revised, form) };
      case 'faulty': {
        const errors: Record<string, string> = {};
        for (const finding of revised.findings) {
          const input = form.inputOf(finding.path, scene, finding.cause) ?? 'form';
          errors[input] = [errors[input] ?? '', findingText(finding)].join(' ').trim();
        }
        return { result: 'errors', errors };
      }
      case 'stored': {
        if (revised.lines.length > 0) await tellOfGains({ playbooks, notices, wallClock }, person.key, revised.version);
        const gone = form.name === 'person_form' ? leaves(scene) : null;
        const handedOver = gone === null ? null : await handOver(gone.key, `form:${ref.form}`, door);
        return { result: 'next', form: await show(form.back, door, { note: savedNodes({ ...revised, handedOver }, playbooks.current()) }) };
      }
    }
  };

  return {
    forms: ['setup_view', ...setupForms.map(({ name }) => name)],
    verbs: [...Object.keys(places), 'setup_on', 'setup_back', 'setup_version', ...setupForms.map(({ verb }) => verb)],
    press,
    submit,
    /** The same form with what stands in it. */
    redraw: async (returned: ErrandForm): Promise<Form> => {
      const no = denied('change_rules', returned);
      if (no !== null) return messageView(no, { form: newId() });
      const form = formOf(returned.name);
      return form === undefined ? show('setup', returned.door) : form.build(await sceneOfReturned(returned));
    },
  };
};
