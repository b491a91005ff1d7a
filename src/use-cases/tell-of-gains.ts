import { gainsOf } from '../domain/gains.js';
import type { PersonKey } from '../domain/playbook.js';
import type { NoticeStore } from '../ports/notice-store.js';
import type { Playbooks } from '../ports/playbooks.js';

export type TellingOfGains = { playbooks: Pick<Playbooks, 'at'>; notices: Pick<NoticeStore, 'add'>; wallClock(): Date };

/** Whoever answers for what an admin gave themselves hears of it, once for each version. */
export const tellOfGains = async ({ playbooks, notices, wallClock }: TellingOfGains, by: PersonKey, version: number): Promise<void> => {
  const gains = gainsOf(by, await playbooks.at(version - 1), await playbooks.at(version));
  await notices.add(gains.flatMap(({ what, tell }) => tell.map((person) => ({ key: `self_given/${version}/${what}/${person}`, task: null, about: what, kind: 'self_given' as const, to: { person }, by, wanted: 1 }))), wallClock());
};
