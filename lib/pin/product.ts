import * as v from 'valibot';
import { field } from './field.ts';
import { isRecord } from './json.ts';
import type { PinProduct } from './pin.ts';
import { cleanText, TEXT_LIMITS } from './text.ts';

const Amount = field(v.union([v.string(), v.number()]));
const Currency = field(v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{3}$/)));

/** What a pin or an offer of its product says, in camelCase. 2024–26 [C]: null in every page seen. */
const OfferSchema = v.object({
  price: Amount,
  priceValue: Amount,
  minPrice: Amount,
  standardPrice: Amount,
  currency: Currency,
  currencyCode: Currency,
  priceCurrency: Currency,
  inStock: field(v.boolean()),
  availability: field(v.string()),
  isOosProduct: field(v.boolean()),
});
type Offer = v.InferOutput<typeof OfferSchema>;

/** How shops and schema.org write that a thing can be bought, or not. */
const OUT_OF_STOCK = /out[\s_-]?of[\s_-]?stock|sold[\s_-]?out|discontinued|unavailable/i;
const IN_STOCK = /in[\s_-]?stock|available|pre[\s_-]?order|limited/i;

/**
 * The product of a pin in camelCase, from the offer of its rich metadata or from its own price.
 * Every pin has a currency, "not out of stock" and a price of 0, so these alone make no product.
 */
export function productOf(pin: unknown): PinProduct | null {
  if (!isRecord(pin)) return null;
  const products = [
    ...listAt(pin.richMetadata, 'products'),
    ...listAt(pin.richSummary, 'products'),
    pin.productPinData,
    pin.productMetadata,
  ].filter(isRecord);
  const offers = products.flatMap((product) =>
    [product.offerSummary, product.offer, ...listAt(product, 'offers'), product].filter(isRecord),
  );
  const own = v.parse(OfferSchema, pin);
  const all = [...offers.map((offer) => v.parse(OfferSchema, offer)), own];
  const price = firstOf(all, priceOf);
  if (price === null && products.length === 0) return null;
  return {
    price,
    currency: firstOf(
      all,
      ({ currency, currencyCode, priceCurrency }) => currency ?? currencyCode ?? priceCurrency,
    ),
    available: firstOf(all, availabilityOf),
  };
}

function priceOf({ price, priceValue, minPrice, standardPrice }: Offer): string | null {
  for (const amount of [price, priceValue, minPrice, standardPrice]) {
    const line = cleanText(typeof amount === 'number' ? String(amount) : amount, TEXT_LIMITS.price);
    // A price of nothing stands for none.
    if (line !== null && /[1-9]/.test(line)) return line;
  }
  return null;
}

function availabilityOf({ inStock, availability, isOosProduct }: Offer): boolean | null {
  if (inStock !== null) return inStock;
  if (availability !== null && OUT_OF_STOCK.test(availability)) return false;
  if (availability !== null && IN_STOCK.test(availability)) return true;
  return isOosProduct === null ? null : !isOosProduct;
}

function firstOf<Value>(offers: readonly Offer[], read: (offer: Offer) => Value | null) {
  for (const offer of offers) {
    const value = read(offer);
    if (value !== null) return value;
  }
  return null;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = isRecord(value) ? value[key] : null;
  return Array.isArray(list) ? list : [];
}
