import type { Submitted, View } from '../double/shapes.js';
import { Blocks } from './blocks/blocks.js';
import { useSurface } from './blocks/use-surface.js';
import { useDesk } from './context.js';
import { Fragment, h } from './vendor/preact.js';
import { useEffect, useId, useRef, useState } from './vendor/preact-hooks.js';

const firstField = 'input:not([type=hidden]), select, textarea';

/** The topmost modal. The dialog element keeps the focus inside and gives it back. */
export const Modal = ({ view, stacked }: { view: View; stacked: boolean }) => {
  const { act } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const surface = useSurface('modal', view, { errors, onTrouble: setTrouble });

  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    (shown?.querySelector<HTMLElement>(`.modal-body :is(${firstField})`) ?? shown?.querySelector<HTMLElement>('footer button:last-child'))?.focus();
    return () => shown?.close();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector<HTMLElement>(`.invalid :is(${firstField})`)?.focus();
  }, [errors]);

  const close = (all: boolean) => void act('closes', { all });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (sending || !view.submit) return;
    setSending(true);
    setTrouble(undefined);
    const done = await act<Submitted>('submit', { typed: surface.drafts });
    setSending(false);
    setErrors(done && 'errors' in done ? done.errors : {});
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
          <button type="button" class="quiet" aria-label="Close" onClick={() => close(true)}>✕</button>
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
