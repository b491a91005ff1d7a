// The practice's file has faults, or it and chat said different things: each admin hears of it once for each text of the file.
import { SYSTEM } from '../domain/command.js';
import { mayRule } from '../domain/permissions.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { Playbooks } from '../ports/playbooks.js';

export const tellOfFile = async ({ playbooks, notices, wallClock }: { playbooks: Pick<Playbooks, 'current' | 'fileNews'>; notices: Pick<NoticeStore, 'add'>; wallClock(): Date }): Promise<void> => {
  const news = playbooks.fileNews();
  if (news === null) return;
  const admins = playbooks.current().people.filter((person) => mayRule(person, 'change_rules'));
  await notices.add(admins.map(({ key }) => ({ key: `playbook/${news.news}/${news.digest}/${key}`, task: null, kind: 'playbook_file', to: { person: key }, by: SYSTEM, wanted: 1 })), wallClock());
};
