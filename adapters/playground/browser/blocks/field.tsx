import { Icon } from '../icon.js';
import { h } from '../vendor/preact.js';
import { useId } from '../vendor/preact-hooks.js';
import { InputElement, isGroup } from './inputs.js';
import { type AnyBlock, type Surface, fieldOf } from './shapes.js';

/** An input block: name, element, hint, and what is wrong with it. */
export const Field = ({ block, surface }: { block: AnyBlock; surface: Surface }) => {
  const id = useId();
  const { element, label, hint, optional } = block;
  if (!element || !label) return null;
  const error = surface.errors[block.block_id];
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const group = isGroup(element);
  const naming = group ? {} : { 'aria-describedby': described, 'aria-invalid': error ? true : undefined, 'aria-required': optional ? undefined : true };
  const name = (
    <span class="field-name">
      {label.text}
      {optional && <span class="optional"> (optional)</span>}
    </span>
  );
  const below = [
    hint && <p class="hint" id={`${id}-hint`} key="hint">{hint.text}</p>,
    error && <p class="field-error" id={`${id}-error`} key="error"><Icon name="warning" /> {error}</p>,
  ];
  const waits = surface.waiting === fieldOf(block, element);
  const input = <InputElement block={block} element={element} surface={surface} id={id} naming={naming} />;
  if (group) {
    return (
      <fieldset class={`field ${error ? 'invalid' : ''}`} aria-describedby={described} aria-busy={waits}>
        <legend>{name}</legend>
        {input}
        {below}
      </fieldset>
    );
  }
  return (
    <div class={`field ${error ? 'invalid' : ''}`} aria-busy={waits}>
      <label for={id}>{name}</label>
      {input}
      {below}
    </div>
  );
};
