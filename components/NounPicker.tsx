import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../lib/i18n.ts';
import type { NounSuggestion, SuggestionRequest } from '../lib/noun-suggestion.ts';
import { shown } from './words.ts';

/** Asks for nouns to choose from; the vocabulary is too large to be in every page. */
export type SuggestNouns = (request: SuggestionRequest) => Promise<readonly NounSuggestion[]>;

const NO_ALTERNATIVES: readonly string[] = [];

/** A combobox over the nouns of the vocabulary (the ARIA pattern with a list that stays open). */
export function NounPicker(props: {
  label: string;
  /** The noun that does not fit; null where there is none. */
  noun: string | null;
  /** Nouns that the evidence speaks for as well. */
  alternatives?: readonly string[] | undefined;
  suggest: SuggestNouns;
  onPick(noun: string): void;
  onCancel(): void;
}) {
  const { label, noun, alternatives = NO_ALTERNATIVES, suggest, onPick, onCancel } = props;
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const offers = useSuggestions(suggest, text, noun, alternatives);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const typed = text.trim() !== '';
  const words = offers?.map(({ noun: name }) => shown('noun', name)) ?? [];
  const isAmbiguous = (word: string) => words.indexOf(word) !== words.lastIndexOf(word);

  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  // What is typed means its first match; the first offer means nothing yet.
  useEffect(() => setActive(typed && offers?.length ? 0 : -1), [offers]);
  useLayoutEffect(() => scrollTo(list.current, active), [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const count = offers?.length ?? 0;
    if (event.key === 'Escape') {
      // Closes the picker, not what it is in.
      event.stopPropagation();
      event.preventDefault();
      onCancel();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = offers?.[active];
      if (chosen) onPick(chosen.noun);
    } else if (event.key === 'ArrowDown' && count > 0) {
      event.preventDefault();
      setActive((active + 1) % count);
    } else if (event.key === 'ArrowUp' && count > 0) {
      event.preventDefault();
      setActive(active <= 0 ? count - 1 : active - 1);
    }
  };

  return (
    <div class="nouns">
      <label for={`${id}-text`}>{label}</label>
      <input
        ref={input}
        id={`${id}-text`}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={t('nouns.placeholder')}
        aria-autocomplete="list"
        aria-expanded={Boolean(offers?.length)}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        class="nouns__list"
        role="listbox"
        aria-label={t('nouns.list')}
      >
        {offers?.map(({ noun: name, synonym }, index) => {
          const word = shown('noun', name);
          const note = synonym ?? (isAmbiguous(word) ? name : null);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
            <div
              key={name}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(index)}
              onClick={() => onPick(name)}
            >
              {word}
              {note !== null && <small>{note}</small>}
            </div>
          );
        })}
      </div>
      {offers?.length === 0 && typed && <p class="nouns__none">{t('nouns.none')}</p>}
      <p class="unseen" role="status">
        {offers && typed ? t('nouns.count', offers.length) : ''}
      </p>
    </div>
  );
}

/** The nouns for the text, those of the latest request; null before the first answer. */
function useSuggestions(
  suggest: SuggestNouns,
  text: string,
  noun: string | null,
  alternatives: readonly string[],
): readonly NounSuggestion[] | null {
  const [offers, setOffers] = useState<readonly NounSuggestion[] | null>(null);
  useEffect(() => {
    let isLatest = true;
    const take = (found: readonly NounSuggestion[]): void => {
      if (isLatest) setOffers(found);
    };
    suggest({ text, noun, alternatives: [...alternatives] }).then(take, (error: unknown) => {
      console.debug('Magpie: no names came.', error);
      take([]);
    });
    return () => {
      isLatest = false;
    };
  }, [text, noun]);
  return offers;
}

/** Scrolls the list alone until an option is in view; `scrollIntoView` would move the page too. */
function scrollTo(list: HTMLElement | null, index: number): void {
  const option = list?.children[index];
  if (!list || !(option instanceof HTMLElement)) return;
  const top = option.offsetTop - list.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  const overhang = top + option.offsetHeight - list.clientHeight;
  if (overhang > list.scrollTop) list.scrollTop = overhang;
}
