import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardFit } from '../../lib/board/board-fit.ts';
import { namedObject, type SeenFind } from '../../lib/find.ts';
import { t } from '../../lib/i18n.ts';
import type { Rect } from '../../lib/overlay/geometry.ts';
import { type CardPlacement, placeCard } from '../../lib/overlay/place-card.ts';
import type { NounFacts } from '../../lib/query/noun.ts';
import type { RoleSwitches } from '../../lib/query/roles.ts';
import type { Offer } from '../../lib/shops/offer.ts';
import type { ReadyShop } from '../../lib/shops/shops.ts';
import { BoardFits } from '../BoardFits.tsx';
import { ColorChips } from '../ColorChips.tsx';
import { Crop } from '../Crop.tsx';
import { type Correcting, FindCorrection } from '../FindCorrection.tsx';
import { CloseIcon } from '../icons.tsx';
import { OfferLink } from '../OfferLink.tsx';
import { QueryEditor } from '../QueryEditor.tsx';
import { type SearchAll, ShopLinks } from '../ShopLinks.tsx';
import { type FindSaving, Star } from '../Star.tsx';
import type { Copying } from '../use-copy.ts';
import { useFindQuery } from '../use-find-query.ts';
import { useHeight } from '../use-height.ts';
import { asHeading, evidenceOf, reasonFor, shown, standing } from '../words.ts';

/** Width of the card in pixels, where the viewport has it. */
const CARD_WIDTH = 320;

/** The card of one find, beside it: what it is and why, the query to edit, and the shops. */
export function FindCard(props: {
  find: SeenFind;
  facts: NounFacts;
  /** The learned boards that the picture fits. */
  fits?: readonly BoardFit[] | undefined;
  /** Pixels of the analysed image. */
  image: { width: number; height: number };
  imageUrl: string;
  /** The visible part of the find on the screen, which the card must not cover. */
  beside: Rect;
  viewport: { width: number; height: number };
  shops: readonly ReadyShop[];
  /** The pin's own link; null where it has none. */
  offer: Offer | null;
  copying: Copying;
  correcting: Correcting;
  /** Null for a picture whose finds cannot be saved. */
  saving: FindSaving | null;
  onSearchAll: SearchAll;
  onKeepWords(shop: string, switches: Partial<RoleSwitches>): void;
  /** Told where the card lies, at first and whenever that changes. */
  onPlace(place: CardPlacement): void;
  onClose(): void;
}) {
  const { find, facts, image, imageUrl, beside, viewport, shops, offer, copying } = props;
  const { correcting, saving, onSearchAll, onKeepWords, onPlace, onClose } = props;
  const { object } = find;
  const query = useFindQuery(find, facts, shops, imageUrl);
  const titleId = useId();
  const dialog = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const firstShop = useRef<HTMLAnchorElement>(null);
  const height = useHeight(content);
  const place = placeCard(beside, { width: CARD_WIDTH, height }, viewport);

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
            {asHeading(shown('noun', object.label))}{' '}
            <small class="confidence">{standing(object)}</small>
          </h2>
          <button
            type="button"
            class="icon-button"
            aria-label={t('common.close')}
            title={t('common.close')}
            onClick={onClose}
          >
            <CloseIcon />
          </button>
        </div>
        <BoardFits fits={props.fits} />
        {saving && <Star find={find} query={query} saving={saving} />}
        <FindCorrection object={namedObject(find)} correcting={correcting} />
        <QueryEditor
          query={query}
          onSubmit={() => firstShop.current?.click()}
          onKeepWords={onKeepWords}
        />
        {offer && <OfferLink offer={offer} />}
        <ShopLinks
          searches={query.searches}
          about={query.text}
          onSearchAll={onSearchAll}
          firstRef={firstShop}
        />
        <ColorChips colors={object.colors} of="card" copying={copying} />
        <p class="card__why">
          {[
            reasonFor(object),
            ...query.terms.map((term) => t('common.sentence', { words: evidenceOf(term) })),
          ].join(' ')}
        </p>
      </div>
    </div>
  );
}
