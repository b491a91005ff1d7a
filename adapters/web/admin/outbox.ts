// `/admin/outbox`: what could not be sent, why, and another try.
import type { Audience } from '../../../src/domain/intent.js';
import type { Playbook } from '../../../src/domain/playbook.js';
import { taskName } from '../../../src/domain/task.js';
import type { AddedNotice } from '../../../src/ports/notice-store.js';
import { sayExactly } from '../../../src/view/times.js';
import { nameOf, plural, queueNameOf } from '../../../src/view/words.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { tabs } from './parts.js';

export const OUTBOX_PATH = '/admin/outbox';

/** What an admin does about it; the platform's own code stands beside it. */
const TROUBLES: Readonly<Record<string, string>> = {
  no_address: 'Nobody says where: give the person an account, or the queue a channel.',
  no_receiver: 'The playbook names this receiver no more.',
  task_gone: 'The task is gone.',
  deleted: 'Somebody deleted it twice.',
  channel_not_found: 'Its channel is gone, or Rounds is not in it: name another, or invite Rounds.',
  not_in_channel: 'Rounds is not in its channel: invite it.',
  is_archived: 'Its channel is archived: name another.',
  private_address: 'Its address is none of the internet’s.',
  not_https: 'Its address is not https.',
  http_410: 'The receiver wants no more of these.',
};

const audience = (to: Audience, playbook: Playbook): string =>
  'person' in to ? nameOf(playbook, to.person) : 'queue' in to ? `the channel of ${queueNameOf(playbook, to.queue)}` : 'webhook' in to ? `webhook ${to.webhook}` : `a thread on ${to.thread.platform}`;

/** Names the notice and the task's number: nothing of what it says. */
const row = ({ key, task, kind, to, trouble, addedAt }: AddedNotice, token: string, playbook: Playbook): Html => html`<li class="row"><p><strong>${task === null ? '' : `${taskName(task)}: `}${kind.replaceAll('_', ' ')}</strong> to ${audience(to, playbook)}<br>
<span class="soft">${sayExactly(addedAt, playbook.practice.timezone)}. ${TROUBLES[trouble ?? ''] ?? 'It was tried until it made no sense any more.'} (${trouble ?? 'unknown'})</span></p>
<form class="press" method="post" action="${OUTBOX_PATH}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="key" value="${key}"><button aria-label="Try again: ${key}">Try again</button></form></li>`;

export const outboxBody = ({ waiting, dead }: { waiting: number; dead: readonly AddedNotice[] }, { token, playbook, say }: { token: string; playbook: Playbook; say: string | null }): Html => html`<h1>Outbox</h1>
${tabs('outbox')}
${say === null ? null : html`<p class="say" role="status">${say}</p>`}<p>${waiting === 0 ? 'Nothing waits to be sent.' : `${plural(waiting, 'message')} to be sent or edited.`}</p>
<h2>Given up</h2>
${dead.length === 0 ? html`<p>Nothing was given up. What Rounds cannot send stands here, with why.</p>` : html`<ul class="rows">${dead.map((notice) => row(notice, token, playbook))}</ul>`}`;
