import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DetectedObject } from '../../lib/analysis.ts';
import type { Rect } from '../../lib/overlay/geometry.ts';
import { type CardPlacement, placeCard } from '../../lib/overlay/place-card.ts';
import { queryFor } from '../../lib/query/search-query.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { ColorChips } from '../ColorChips.tsx';
import { Crop } from '../Crop.tsx';
import { CloseIcon } from '../icons.tsx';
import { ShopLinks } from '../ShopLinks.tsx';
import type { Copying } from '../use-copy.ts';
import { asHeading, certaintyWords, whyWords } from '../words.ts';

/** Width of the card in pixels, where the viewport has it. */
const CARD_WIDTH = 320;

/** The card of one find, beside it: what it is and why, the query to edit, and the shops. */
export function FindCard(props: {
  object: DetectedObject;
  /** Pixels of the analysed image. */
  image: { width: number; height: number };
  imageUrl: string;
  /** The visible part of the find on the screen, which the card must not cover. */
  beside: Rect;
  viewport: { width: number; height: number };
  shops: readonly ReadyShop[];
  copying: Copying;
  /** Told where the card lies, at first and whenever that changes. */
  onPlace(place: CardPlacement): void;
  onClose(): void;
}) {
  const { object, image, imageUrl, beside, viewport, shops, copying, onPlace, onClose } = props;
  const [edited, setEdited] = useState<string | null>(null);
  const titleId = useId();
  const dialog = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const firstShop = useRef<HTMLAnchorElement>(null);
  const height = useHeight(content);
  const place = placeCard(beside, { width: CARD_WIDTH, height }, viewport);
  const text = edited ?? queryFor(object).ladder[0];
  const query = text.trim() || object.label;

  useLayoutEffect(() => onPlace(place), [place.side, place.x, place.y, place.width, place.height]);
  useEffect(() => dialog.current?.focus({ preventScroll: true }), []);

  return (
    <div
      ref={dialog}
      class="card"
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      data-side={place.side}
      style={{
        left: `${place.x}px`,
        top: `${place.y}px`,
        width: `${place.width}px`,
        height: `${place.height}px`,
      }}
    >
      <div ref={content} class="card__content">
        <div class="card__head">
          <Crop url={imageUrl} box={object.box} image={image} />
          <h2 id={titleId}>
            {asHeading(object.label)} <small class="confidence">{certaintyWords(object)}</small>
          </h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Close"
            title="Close"
            onClick={onClose}
          >
            <CloseIcon />
          </button>
        </div>
        <form
          class="card__query"
          onSubmit={(event) => {
            event.preventDefault();
            firstShop.current?.click();
          }}
        >
          <input
            type="text"
            enterkeyhint="search"
            autocomplete="off"
            spellcheck={false}
            aria-label="Search for"
            value={text}
            onInput={(event) => setEdited(event.currentTarget.value)}
          />
        </form>
        <ColorChips colors={object.colors} of="card" copying={copying} />
        <p class="card__why">{whyWords(object.sources)}</p>
        <ShopLinks shops={shops} query={query} firstRef={firstShop} />
      </div>
    </div>
  );
}

/** The height of an element's content in pixels, followed as it changes. */
function useHeight(element: { current: HTMLElement | null }): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = (): void => setHeight(target.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return height;
}
