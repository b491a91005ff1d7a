// The form of opening hours: the practice's, or a location's own.
import { formatHours } from '../../domain/opening-hours.js';
import type { Location } from '../../domain/playbook.js';
import { setEntry, setHours } from '../../playbook/edits.js';
import { answer, choiceControl } from '../forms/inputs.js';
import type { FormName, Input } from '../nodes.js';
import { DAY_WORDS, WEEK } from './lists.js';
import { setupForm, textInput, typedOr } from './scene.js';
import type { SetupForm, SetupScene } from './scene.js';

const NAME: FormName = 'hours_form';

const locationOf = ({ ref, playbook }: SetupScene): Location | null => playbook.locations.find(({ key }) => key === ref.arg) ?? null;

/** Times as people type them, as the playbook has them: "8 am to 12:30 pm" is "8:00-12:30". What is no such time stays as typed. */
export const inHours = (typed: string): string =>
  typed.replaceAll('–', '-').replace(/\s+to\s+/gi, '-').replace(/\bnoon\b/gi, '12:00')
    .replace(/\b(0?[1-9]|1[0-2])(?::(\d{2}))?\s*([ap])\.?m\b\.?/gi, (_all, hour: string, minutes: string | undefined, half: string) => `${String((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0))}:${minutes ?? '00'}`);

const days = (scene: SetupScene): Input[] => {
  const calendar = locationOf(scene)?.calendar ?? scene.playbook.calendar;
  return WEEK.map((day, index) => textInput(day, DAY_WORDS[day], typedOr(scene.answers, day, formatHours(calendar.hours[day])), index === 0 ? { hint: 'Such as 8 am-5 pm or 08:00-17:00. With lunch: 8 am-12 pm, 1 pm-5 pm. Or: closed' } : {}));
};

/** Whether a location's hours are its own now. */
const ownNow = ({ calendar }: Location, { playbook }: SetupScene) => calendar !== undefined && WEEK.some((day) => formatHours(calendar.hours[day]) !== formatHours(playbook.calendar.hours[day]));

const whose = (location: Location, scene: SetupScene): Input => ({
  kind: 'input', key: 'own', label: 'Which hours hold here?', optional: false,
  control: choiceControl([{ value: 'practice', label: 'The practice’s', about: 'What stands below is not looked at' }, { value: 'own', label: 'Its own, below' }], typedOr(scene.answers, 'own', ownNow(location, scene) ? 'own' : 'practice')),
});

export const hoursForm: SetupForm = {
  name: NAME, verb: 'setup_hours_of', back: 'setup_hours',
  build: (scene) => {
    const location = locationOf(scene);
    return setupForm({ name: NAME, back: 'setup_hours', title: `Hours: ${location?.label ?? 'practice'}`, submit: 'Save', reasons: ['We open at other times', 'Lunch is at another time', 'For the season', 'It was set wrong'] }, scene, [
      { kind: 'small', lines: ['Due dates count these hours. Dates that are set already stay.'] },
      ...(location === null ? [] : [whose(location, scene)]),
      ...days(scene),
    ]);
  },
  read: (scene) => {
    const location = locationOf(scene);
    const week = Object.fromEntries(WEEK.map((day) => [day, inHours(answer(scene.answers, day))]));
    if (location === null) return { ok: true, edit: setHours(week), facts: { part: 'hours' } };
    const own = answer(scene.answers, 'own') === 'own';
    return { ok: true, edit: setEntry('locations', location.key, { hours: own ? week : undefined }), facts: { part: 'hours', entry: location.key } };
  },
  inputOf: ([part, key, , day], { ref }) => {
    if (part === 'hours') return typeof key === 'string' ? key : 'mon';
    return part === 'locations' && key === ref.arg ? (typeof day === 'string' ? day : 'mon') : null;
  },
};
