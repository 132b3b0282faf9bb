import { cleanText } from '../pin/text.ts';

/** Where a pin leads to, and what it costs there. */
export interface Offer {
  href: string;
  /** The site's host without "www.". */
  site: string;
  /** As one reads it: "€349.00"; null where the pin does not say. */
  price: string | null;
  kind: 'product' | 'sold-out' | 'page';
}

/** What a pin says of its own link. */
interface Linked {
  link: string | null;
  product?: { price: string | null; currency: string | null; available: boolean | null } | null;
}

const LONGEST_PRICE = 24;

/**
 * The offer behind a pin's own link; null without a link to the web. A link is a page's word, so
 * the site is shown as it is and nothing is read into it.
 *
 * @param locale for the price, a BCP 47 tag.
 */
export function offerOf({ link, product = null }: Linked, locale: string): Offer | null {
  if (link === null || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  return {
    href: url.href,
    site: url.host.replace(/^www\./, ''),
    price: product ? readablePrice(product.price, product.currency, locale) : null,
    kind: product === null ? 'page' : product.available === false ? 'sold-out' : 'product',
  };
}

/** A bare amount with its currency; a price that was written for readers as it is. */
function readablePrice(
  price: string | null,
  currency: string | null,
  locale: string,
): string | null {
  const amount = price !== null && /^\d+(\.\d+)?$/.test(price) ? Number(price) : null;
  if (amount === null) return cleanText(price, LONGEST_PRICE);
  if (amount === 0) return null;
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return String(amount);
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
}
