// A message that somebody looks at, as it is by then. Nobody pressed anything: it changes nothing.
import type { Person, PersonKey } from '../domain/playbook.js';
import { taskName } from '../domain/task.js';
import type { Door } from '../domain/task.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { Message, Page, Standing } from '../view/nodes.js';
import { renderNotice } from './deliver.js';
import type { Replied } from './rounds.js';

type Looking = Parameters<typeof renderNotice>[2] & { notices: Pick<NoticeStore, 'find'>; home(person: Person): Promise<Page>; typed(person: Person, door: Door, text: string): Promise<Replied> };

const isFor = ({ to }: { to: object }, person: PersonKey) => 'person' in to && to.person === person;

/** Somebody's own notice, or what the words for it would answer them: the same rules hold as for a press. */
export const makeAsItIs = (deps: Looking) => async (person: Person, door: Door, standing: Standing): Promise<Message | null> => {
  switch (standing.show) {
    case 'home': return { summary: 'Home', nodes: (await deps.home(person)).nodes, standing };
    case 'task': {
      const replied = await deps.typed(person, door, taskName(standing.task));
      return replied.result === 'say' ? replied.say : null;
    }
    case 'notice': {
      const notice = await deps.notices.find(standing.key);
      if (notice === null || !isFor(notice, person.key)) return null;
      const rendered = await renderNotice(notice, door, deps, standing.news);
      return rendered === null || rendered === 'unneeded' ? null : rendered.message;
    }
  }
};
