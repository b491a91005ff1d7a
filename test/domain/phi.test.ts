import { describe, expect, test } from '@jest/globals';
import { mayQuote } from '../../src/domain/phi.js';
import type { Surface } from '../../src/domain/phi.js';
import { PHI_MODES } from '../../src/domain/playbook.js';
import type { Playbook } from '../../src/domain/playbook.js';
import { queue, testPlaybook } from '../support/playbook.js';
import { known, newTask } from '../support/tasks.js';

const NAMED = 'C0CLINICAL';
const playbook = (given: Partial<Playbook> = {}): Playbook => ({
  ...testPlaybook({ agreements: [{ with: 'Slack Technologies', on: '2026-01-05', by: 'morgan' }], queues: [queue('front_desk', ['dana'], { slack_channel: NAMED, patient_data_in_channel: true }), queue('billing', ['priya'], { slack_channel: 'C0BILLING' })] }), ...given,
});
const of = (kind: 'message' | 'form', reader = 'maria'): Surface => ({ kind, reader: known(reader) });
const inChannel = (channel: string): Surface => ({ kind: 'channel', channel });
const modes = (surface: Surface, task = newTask({ owner: 'maria' }), book = playbook()) => PHI_MODES.filter((mode) => mayQuote(task, surface, mode, 'slack', book));

describe('patient details may stand', () => {
  test('in a message to the owner with messages and full; in a modal or Home with full', () => {
    expect(modes(of('message'))).toEqual(['messages', 'full']);
    expect(modes(of('form'))).toEqual(['full']);
  });
  test('in a channel with full, and in one that the playbook names alone', () => {
    expect(modes(inChannel(NAMED))).toEqual(['full']);
    expect(modes(inChannel('C0BILLING'))).toEqual([]);
    expect(modes(inChannel('C0OTHER'))).toEqual([]);
  });
  test('nowhere without an agreement with this platform', () => {
    for (const agreements of [[], [{ with: 'Microsoft', on: '2026-01-05', by: 'morgan' }]]) for (const surface of [of('message'), of('form'), inChannel(NAMED)]) expect(modes(surface, newTask(), playbook({ agreements }))).toEqual([]);
  });
  test('not for a colleague or whoever asked, who follow its status; for a lead', () => {
    const task = newTask({ owner: 'maria', requester: 'sam' });
    expect(modes(of('message', 'sam'), task)).toEqual([]);
    expect(modes(of('message', 'dana'), task)).toEqual(['messages', 'full']);
  });
  test('in no channel where the type is restricted', () => {
    const task = newTask({ type: 'complaint', fields: {}, owner: 'maria' });
    expect(modes(inChannel(NAMED), task)).toEqual([]);
    expect(modes(of('message'), task)).toEqual(['messages', 'full']);
  });
  test('a type without patient data shows its text in every mode', () => {
    expect(modes(of('form', 'sam'), newTask({ type: 'supplies', fields: { item: 'gloves' } }))).toEqual([...PHI_MODES]);
  });
});
