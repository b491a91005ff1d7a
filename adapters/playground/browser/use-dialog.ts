import { useLayoutEffect, useRef } from './vendor/preact-hooks.js';
import type { RefObject } from './vendor/preact.js';

/** Opens a dialog as a modal one as long as it is drawn, and gives the focus back to what had it. */
export const useDialog = (firstFocus?: (dialog: HTMLDialogElement) => HTMLElement | null | undefined): RefObject<HTMLDialogElement | null> => {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    if (dialog) firstFocus?.(dialog)?.focus();
    // The element may have left the page by now, and the browser gives the focus back only for one that is in it.
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return ref;
};
