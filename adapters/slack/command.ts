// `/rounds` and the words after it.
import type { KnownBlock } from '@slack/types';
import type { Replied } from '../../src/use-cases/rounds.js';
import type { Form } from '../../src/view/nodes.js';
import type { Ack, Deps } from './deps.js';
import { within } from './patience.js';
import { Command } from './payload.js';
import { renderMessage } from './render-card.js';
import { messageForm, renderForm } from './render-form.js';

type Reply = { response_type: 'ephemeral'; text: string; blocks: KnownBlock[] };

const asForm = (replied: Replied): Form => (replied.result === 'form' ? replied.form : messageForm(replied.inForm ?? replied.say));

export const makeCommand = ({ rounds, asCaller, show, after, patience }: Deps) =>
  async (body: unknown, ack: Ack<Reply>): Promise<void> => {
    const command = Command.parse(body);
    const actor = { id: command.user_id, team: command.team_id ?? null };
    const work = asCaller<Replied>(actor, (caller) => rounds.command(caller, command.text), (say) => ({ result: 'say', say }));
    const first = await within(work, patience.saveMs, after);
    if (!first.late && first.value.result === 'say') return ack({ response_type: 'ephemeral', ...renderMessage(first.value.say) });
    await ack();
    // The trigger is about to die: a view opened now can show whatever comes.
    const viewId = await show.open(actor.id, command.trigger_id, renderForm(first.late ? messageForm(rounds.slowStore('saving')) : asForm(first.value)));
    if (first.late && viewId !== null) await show.update(viewId, renderForm(asForm(await work)));
  };
