// From the parsed YAML to the playbook that the domain reads: defaults that depend on other lines, and calendars.
import type { BusinessCalendar } from '../domain/calendar.js';
import type { Attention, Choice, Hold, Location, Playbook } from '../domain/playbook.js';
import { buildEscalation } from './build-escalation.js';
import { buildTaskTypes } from './build-task-type.js';
import { HOLIDAY_YEARS, holidaysOf } from './holidays.js';
import type { PlaybookYaml } from './schema.js';

const choiceOf = ({ key, name }: { key: string; name: string }): Choice => ({ key, label: name });

const buildLocation = (place: PlaybookYaml['locations'][number], practice: BusinessCalendar): Location => {
  const { hours, timezone } = place;
  if (hours === undefined && timezone === undefined) return choiceOf(place);
  return { ...choiceOf(place), calendar: { ...practice, hours: hours ?? practice.hours, zone: timezone ?? practice.zone } };
};

const buildAttention = ({ escalate, ...rest }: PlaybookYaml['attention']): Attention => ({ ...rest, escalate: escalate.map(buildEscalation) });

/** The short forms are entries that name nobody. */
const buildHolds = (holds: PlaybookYaml['retention']['legal_hold']): Hold[] => (holds === 'all' ? [{}] : holds.map((hold) => (typeof hold === 'number' ? { task: [hold] } : hold)));

/** The playbook of parsed YAML. It may still refer to what does not exist: `check.ts` finds that. */
export const buildPlaybook = (yaml: PlaybookYaml, version: number): Playbook => {
  const calendar: BusinessCalendar = { zone: yaml.practice.timezone, hours: yaml.hours, holidays: holidaysOf(yaml.holidays, HOLIDAY_YEARS) };
  return {
    version,
    practice: yaml.practice,
    calendar,
    locations: yaml.locations.map((place) => buildLocation(place, calendar)),
    providers: yaml.providers.map(choiceOf),
    insurers: yaml.insurers.map(choiceOf),
    plan_types: yaml.plan_types.map(choiceOf),
    people: yaml.people,
    queues: yaml.queues,
    enabled: yaml.enabled,
    task_types: buildTaskTypes(yaml),
    routing: yaml.routing,
    attention: buildAttention(yaml.attention),
    duty: yaml.duty,
    readers: yaml.readers,
    webhooks: yaml.webhooks,
    intake: yaml.intake,
    mail: yaml.mail,
    priorities: yaml.priorities,
    agreements: yaml.agreements,
    model: yaml.model,
    retention: { years: yaml.retention.years, legal_hold: buildHolds(yaml.retention.legal_hold) },
  };
};
