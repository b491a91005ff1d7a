import type { Playbook } from '../../src/domain/playbook.js';
import { messages } from './messages.js';
import type { PlaygroundOptions } from './types.js';

type Practice = Pick<PlaygroundOptions, 'people' | 'channels' | 'messages' | 'practice' | 'timezone'>;

const titleOf = (person: Playbook['people'][number], playbook: Playbook): string => {
  const queues = playbook.queues.filter(({ key }) => person.queues.includes(key)).map(({ name }) => name);
  return [...person.roles.filter((role) => role !== 'staff' || person.roles.length === 1), ...queues].join(' · ');
};

/** The playbook's people and channels as a workspace, those of queues that are still off as well. Whoever has no Slack id does not appear in it. */
export const practiceOf = (playbook: Playbook): Practice => {
  const people = playbook.people.flatMap((person) =>
    person.slack === undefined ? [] : [{ id: person.slack, name: person.name, title: titleOf(person, playbook), admin: person.roles.includes('admin'), ...(person.email === undefined ? {} : { email: person.email }) }]);
  const queues = playbook.queues.flatMap(({ key, name, slack_channel: id }) => (id === undefined ? [] : [{ id, name: key.replaceAll('_', '-'), topic: name }]));
  const channels = [{ id: 'C0GENERAL', name: 'general', topic: 'Everybody' }, ...queues];
  const known = (id: string) => people.some((person) => person.id === id);
  const said = messages.filter(({ channel, from, replies }) => channels.some(({ id }) => id === channel) && known(from) && (replies ?? []).every((reply) => known(reply.from)));
  return { people, channels, messages: said, practice: playbook.practice.name, timezone: playbook.practice.timezone };
};
