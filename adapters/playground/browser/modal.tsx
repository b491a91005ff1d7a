import type { Submitted, View } from '../double/shapes.js';
import { Blocks } from './blocks/blocks.js';
import type { Surface } from './blocks/shapes.js';
import { useSurface } from './blocks/use-surface.js';
import { useDesk } from './context.js';
import { Icon } from './icon.js';
import { useDialog } from './use-dialog.js';
import { Fragment, h } from './vendor/preact.js';
import { useEffect, useId, useState } from './vendor/preact-hooks.js';

const firstField = 'input:not([type=hidden]), select, textarea';

/** The topmost modal. The dialog element keeps the focus inside and gives it back. */
export const Modal = ({ view, stacked }: { view: View; stacked: boolean }) => {
  const { act } = useDesk();
  const dialog = useDialog((shown) => shown.querySelector<HTMLElement>(`.modal-body :is(${firstField})`) ?? shown.querySelector<HTMLElement>('footer button:last-child'));
  const id = useId();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusals, setRefusals] = useState(0);
  const answers = useSurface('modal', view, { errors, onTrouble: setTrouble });
  const surface: Surface = {
    ...answers,
    onAnswer: (block, ...rest) => {
      // What was wrong with a field is settled, or will be said again.
      setErrors(({ [block.block_id]: _settled, ...others }) => others);
      answers.onAnswer(block, ...rest);
    },
  };

  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>(`.invalid :is(${firstField})`)?.focus();
  }, [refusals]);

  const close = (all: boolean) => void act('closes', { all });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (sending || !view.submit) return;
    setSending(true);
    setTrouble(undefined);
    const done = await act<Submitted>('submit', { typed: answers.drafts });
    setSending(false);
    setErrors(done && 'errors' in done ? done.errors : {});
    setRefusals((count) => count + 1);
    if (done && 'failed' in done) setTrouble(done.failed);
  };
  const cancel = (event: Event) => {
    event.preventDefault();
    close(false);
  };

  return (
    <dialog ref={dialog} class="modal" aria-labelledby={`${id}-title`} onCancel={cancel}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <header>
          <h2 id={`${id}-title`}>{view.title?.text}</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={() => close(true)}><Icon name="close" /></button>
        </header>
        <div class="modal-body">
          {trouble && <p class="trouble" role="alert">{trouble}</p>}
          <Blocks blocks={view.blocks} surface={surface} />
        </div>
        <footer>
          <button type="button" class="button" onClick={() => close(false)}>{view.close?.text ?? (stacked ? 'Back' : 'Cancel')}</button>
          {view.submit && <button type="submit" class={`button primary ${sending ? 'waits' : ''}`} aria-busy={sending}>{view.submit.text}</button>}
        </footer>
      </form>
    </dialog>
  );
};

/** The modals of the present person: only the topmost is drawn. */
export const Modals = () => {
  const { screen } = useDesk();
  const top = screen.modals.at(-1);
  return <Fragment>{top && <Modal key={top.id} view={top} stacked={screen.modals.length > 1} />}</Fragment>;
};
