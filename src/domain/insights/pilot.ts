// How a queue's pilot goes, in figures that hold nothing of a patient.
import type { Status } from '../words.js';

/** The days that are looked back. */
export const PILOT_DAYS = 30;

/** A task's way, as far as the figures need it. */
export type Course = {
  status: Status;
  /** How often it was reopened. */
  reopened: number;
  /** Its history's moments, each with the status that it led to. */
  steps: readonly { at: Date; to: Status }[];
};

export type PilotFigures = {
  made: number;
  /** How many came in before a person had chosen type and priority. */
  unsorted: number;
  /** Half of those waited no longer than this in triage, in ms; null where none came in unsorted. One that still waits counts with its time so far. */
  triageMs: number | null;
  /** How many have ever been done, and how many of those were reopened. */
  done: number;
  reopened: number;
};

const triageOf = ({ steps }: Course, now: Date): number | null => {
  const [first] = steps;
  if (first?.to !== 'triage') return null;
  const sorted = steps.find(({ to }) => to !== 'triage');
  return Math.max(0, (sorted?.at ?? now).getTime() - first.at.getTime());
};

/** The middle one; of two middle ones the mean. Null of nothing. */
export const median = (values: readonly number[]): number | null => {
  const ordered = values.toSorted((a, b) => a - b);
  const [low, high] = [ordered[Math.ceil(ordered.length / 2) - 1], ordered[Math.floor(ordered.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

export const pilotFigures = (courses: readonly Course[], now: Date): PilotFigures => {
  const waits = courses.map((course) => triageOf(course, now)).filter((wait) => wait !== null);
  const done = courses.filter(({ status, reopened }) => status === 'done' || reopened > 0);
  return { made: courses.length, unsorted: waits.length, triageMs: median(waits), done: done.length, reopened: done.filter(({ reopened }) => reopened > 0).length };
};
