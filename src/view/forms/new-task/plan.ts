// Who gets a new task and by when, before anything is submitted.
import { dueOf, deadlineOf } from '../../../domain/deadlines.js';
import { factsOf } from '../../../domain/fields.js';
import { localDateOf } from '../../../domain/local-time.js';
import type { TaskType } from '../../../domain/playbook.js';
import { route, routeSorted } from '../../../domain/routing.js';
import type { Fields, Priority } from '../../../domain/task.js';
import type { Line } from '../../nodes.js';
import { sayDay, sayIn, sayTime } from '../../times.js';
import { becauseWords } from '../../why.js';
import { nameOf } from '../../words.js';
import { originOf, type NewTaskScene } from './scene.js';

export type Plan = { owner: string; why: string; due: string | null; deadline: string | null };

/** Who gets it and by when, if nobody says otherwise. */
export const planOf = (type: TaskType, priority: Priority | null, fields: Fields, scene: NewTaskScene): Plan => {
  const { playbook, now, workload, reader } = scene;
  const turn = { workload, turn: 0, now };
  const routed = scene.held === undefined ? route({ type, priority, fields, ...originOf(scene), maker: reader.key }, playbook, turn) : routeSorted(scene.held.task, { type, priority, fields }, reader.key, playbook, turn);
  const owner = { owner: routed.owner === reader.key ? 'you' : nameOf(playbook, routed.owner), why: becauseWords(routed.because, routed.queue, playbook, now) };
  if (priority === null) return { ...owner, due: null, deadline: null };
  const facts = factsOf(fields, { priority });
  const zone = playbook.practice.timezone;
  const deadline = deadlineOf(type, fields, facts, playbook, now, null);
  return { ...owner, due: sayTime(dueOf(type, fields, priority, facts, playbook, now).at, now, zone), deadline: deadline && `${sayDay(localDateOf(zone, deadline.at), now, zone)} (${sayIn(deadline.at, now, zone)})` };
};

/** "Goes to Priya Shah: because denial and Aetna" and "Due Tue 2 pm", before anything is submitted. */
export const preview = (plan: Plan | null): Line[] => {
  if (plan === null) return ['Owner and due date follow from the type and the priority.'];
  const { owner, why, due, deadline } = plan;
  return [`Goes to ${owner}: ${why}`, due === null ? 'The due date follows from the priority.' : `Due ${due}${deadline === null ? '' : ` · deadline ${deadline}, which never pauses`}`];
};
