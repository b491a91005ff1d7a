// The forms that ask "until when": no reminders until then, or I'm on it until then.
import { calendarFor } from '../../domain/deadlines.js';
import { addCalendarDays, dayNumber, HOUR, instantOf, localDateOf } from '../../domain/local-time.js';
import { typeOf } from '../../domain/playbook.js';
import { nextMorning } from '../../domain/steps/working.js';
import type { Input, Node, Option } from '../nodes.js';
import { sayTime } from '../times.js';
import { framed, step } from './form.js';
import type { FormScene, TaskForm } from './form.js';
import { answer, choiceControl, moment } from './inputs.js';
import { whenInput } from './working.js';

const CHOICES = ['hour', 'afternoon', 'tomorrow', 'date'] as const;

const until = (choice: string, { task, playbook, now, answers }: FormScene): Date | null => {
  const zone = playbook.practice.timezone;
  switch (choice) {
    case 'hour': return new Date(now.getTime() + HOUR);
    case 'afternoon': {
      const today = localDateOf(zone, now);
      const at = instantOf(zone, dayNumber(today), 13 * HOUR);
      return at > now ? at : instantOf(zone, dayNumber(localDateOf(zone, addCalendarDays(zone, now, 1))), 13 * HOUR);
    }
    case 'tomorrow': return nextMorning(calendarFor(typeOf(playbook, task.type), task.fields, playbook), now);
    default: return moment(answers, 'until');
  }
};

const untilInputs = (scene: FormScene): Input[] => {
  const { playbook, now, answers } = scene;
  const words: Record<(typeof CHOICES)[number], string> = { hour: 'One hour', afternoon: 'This afternoon', tomorrow: 'Next morning', date: 'Until a date' };
  const options: Option[] = CHOICES.map((value) => {
    const at = value === 'date' ? null : until(value, scene);
    return { value, label: words[value], ...(at === null ? {} : { about: sayTime(at, now, playbook.practice.timezone) }) };
  });
  return [
    { kind: 'input', key: 'choice', label: 'Until', optional: false, control: choiceControl(options, answer(answers, 'choice'), 'radio') },
    whenInput('until', 'Date', 'Only for “Until a date”.', scene),
  ];
};

const untilForm = (name: 'snooze_form' | 'on_it_form', verb: 'snooze' | 'on_it', { title, submit, says }: { title: string; submit: string; says: string }): TaskForm => ({
  name, verb,
  build: (scene) => framed({ name, verb, title, submit }, scene, [{ kind: 'small', lines: [says] } satisfies Node, ...untilInputs(scene)]),
  read: (scene) => {
    const choice = answer(scene.answers, 'choice');
    const at = until(choice, scene);
    return at === null ? { ok: false, problems: { [choice === 'date' ? 'until' : 'choice']: { problem: 'missing' } } } : step({ verb, until: at });
  },
});

export const snoozeForm = untilForm('snooze_form', 'snooze', { title: 'Snooze', submit: 'Snooze', says: 'No reminders until then. Deadlines and escalations still come.' });
export const onItForm = untilForm('on_it_form', 'on_it', { title: 'I’m on it:', submit: 'I’m on it', says: 'Nobody further up is told until then. If it is still late, you hear first.' });
