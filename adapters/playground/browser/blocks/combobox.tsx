import { doAs } from '../client.js';
import { useDesk } from '../context.js';
import { h } from '../vendor/preact.js';
import { useEffect, useId, useRef, useState } from '../vendor/preact-hooks.js';
import { type AnyBlock, type Element, type Surface, fieldOf } from './shapes.js';

type Offer = { text: string; value: string };
const PAUSE_MS = 150;

/** A menu that the app fills as one types (external_select). https://www.w3.org/WAI/ARIA/apg/patterns/combobox */
export const Combobox = ({ block, element, surface, id, naming }: { block: AnyBlock; element: Element; surface: Surface; id: string; naming: object }) => {
  const { screen } = useDesk();
  const answer = surface.answerOf(block, element);
  const [letters, setLetters] = useState<string>();
  const [offers, setOffers] = useState<Offer[]>([]);
  const [known, setKnown] = useState<Record<string, string>>({});
  const [at, setAt] = useState(0);
  const asked = useRef(0);
  const list = useId();
  const open = letters !== undefined;

  useEffect(() => {
    if (letters === undefined) return;
    const nth = ++asked.current;
    const timer = setTimeout(() => {
      const body = { field: fieldOf(block, element), letters, place: surface.place };
      void doAs<Offer[]>(screen.me.id, 'suggestions', body).then((found) => {
        if (nth !== asked.current) return;
        setOffers(found);
        setAt(0);
        setKnown((before) => ({ ...before, ...Object.fromEntries(found.map(({ value, text }) => [value, text])) }));
      }, () => setOffers([]));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [letters]);

  const pick = (offer: Offer | undefined) => {
    if (!offer) return;
    setLetters(undefined);
    surface.onAnswer(block, element, offer.value, true);
  };
  const initial = element['initial_option'] as { text: { text: string }; value: string } | undefined;
  const chosen = typeof answer === 'string' ? (known[answer] ?? (initial?.value === answer ? initial.text.text : answer)) : '';

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setLetters('');
      setAt((offers.length + at + (event.key === 'ArrowDown' ? 1 : -1)) % Math.max(1, offers.length));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      pick(offers[at]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setLetters(undefined);
    }
  };

  return (
    <div class="combobox">
      <input
        id={id}
        {...naming}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={open && offers[at] ? `${list}-${at}` : undefined}
        placeholder={element.placeholder?.text ?? 'Type to search'}
        value={letters ?? chosen}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => setLetters((before) => before ?? '')}
        onInput={(event) => setLetters(event.currentTarget.value)}
        onBlur={() => setLetters(undefined)}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label="Suggestions" hidden={!open}>
        {offers.map((offer, index) => (
          <li key={offer.value} id={`${list}-${index}`} role="option" aria-selected={index === at} onPointerDown={(event) => { event.preventDefault(); pick(offer); }}>
            {offer.text}
          </li>
        ))}
        {open && offers.length === 0 && <li role="option" aria-selected={false} aria-disabled={true}>Nothing found</li>}
      </ul>
    </div>
  );
};

