// The playbook as a practice writes it: YAML, read as data and judged here. `build.ts` makes the domain's playbook of it.
import type { z } from 'zod';
import { agreement, attention, duty, holidays, intakeSource, location, model, named, person, priorities, queue, retention, routingRule, week } from './schema/practice.js';
import { mailbox } from './schema/mail.js';
import { reader, webhook } from './schema/out.js';
import { exit, taskType } from './schema/task-type.js';
import { key, listOf, section, text, timezone } from './schema/words.js';

export const playbookYaml = section({
  practice: section({ name: text, timezone }),
  hours: week,
  holidays,
  locations: listOf(location).default([]),
  providers: listOf(named).default([]),
  insurers: listOf(named).default([]),
  plan_types: listOf(named).default([]),
  people: listOf(person).min(1),
  queues: listOf(queue).min(1),
  enabled: listOf(key).default([]).meta({ description: "Only these queues' types can be created" }),
  priorities,
  exit: exit.prefault({}).meta({ description: 'What is true when a step is right, for every type that does not say it itself' }),
  task_types: listOf(taskType).default([]),
  routing: listOf(routingRule).default([]).meta({ description: 'The first rule that matches wins' }),
  attention: attention.prefault({}),
  duty: listOf(duty).default([]).meta({ description: 'Who hears of what cannot wait, beside its owner' }),
  readers: listOf(reader).default([]).meta({ description: 'Other programs that read tasks as FHIR' }),
  webhooks: listOf(webhook).default([]).meta({ description: 'Other programs that hear of changes of status' }),
  intake: listOf(intakeSource).default([]).meta({ description: 'Who may bring work in by the signed webhook' }),
  mail: listOf(mailbox).default([]).meta({ description: 'Mailboxes that Rounds reads' }),
  agreements: listOf(agreement).default([]).meta({ description: 'Recorded business associate agreements' }),
  model: model.prefault({}).meta({ description: 'What a language model may cost a month' }),
  retention: retention.prefault({}),
});

export type PlaybookYaml = z.output<typeof playbookYaml>;
export type TaskTypeYaml = PlaybookYaml['task_types'][number];
