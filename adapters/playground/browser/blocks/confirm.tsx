import { Text } from '../mrkdwn.js';
import { useDialog } from '../use-dialog.js';
import { h } from '../vendor/preact.js';
import { useId } from '../vendor/preact-hooks.js';
import type { Confirmation } from './shapes.js';

/** The question before something that is hard to undo. */
export const Confirm = ({ ask, onAnswer }: { ask: Confirmation; onAnswer: (yes: boolean) => void }) => {
  const dialog = useDialog();
  const id = useId();
  const cancel = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    onAnswer(false);
  };
  return (
    <dialog ref={dialog} class="modal confirm" aria-labelledby={`${id}-title`} onCancel={cancel}>
      <h2 id={`${id}-title`}>{ask.title.text}</h2>
      <p><Text of={ask.text} /></p>
      <footer>
        <button type="button" class="button" onClick={() => onAnswer(false)}>{ask.deny.text}</button>
        <button type="button" class={`button ${ask.style === 'danger' ? 'danger' : 'primary'}`} onClick={() => onAnswer(true)}>{ask.confirm.text}</button>
      </footer>
    </dialog>
  );
};
