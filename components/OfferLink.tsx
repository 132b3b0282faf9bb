import { type PlainMessage, t } from '../lib/i18n.ts';
import type { Offer } from '../lib/shops/offer.ts';

const OFFER_WORDS = {
  product: 'offer.product',
  'sold-out': 'offer.soldOut',
  page: 'offer.page',
} as const satisfies Record<Offer['kind'], PlainMessage>;

/** The pin's own link, with its price where the pin says it. It opens a tab that learns nothing. */
export function OfferLink({ offer }: { offer: Offer }) {
  const { href, site, price, kind } = offer;
  return (
    <a class="offer" href={href} target="_blank" rel="noopener noreferrer nofollow">
      <span>
        {t(OFFER_WORDS[kind])} <b>{site}</b>
      </span>
      {price !== null && <span class="offer__price">{price}</span>}
    </a>
  );
}
