import * as v from 'valibot';

const NullableText = v.nullable(v.string());

/** An image at Pinterest's image host. Sizes are in pixels, null where the page does not say. */
export const PinImageSchema = v.object({
  url: v.pipe(v.string(), v.url()),
  width: v.nullable(v.number()),
  height: v.nullable(v.number()),
});
export type PinImage = v.InferOutput<typeof PinImageSchema>;

/** The product that a pin offers, as its merchant told Pinterest. `null` means the page does not say. */
export const PinProductSchema = v.object({
  /**
   * As the page has it: a bare amount with a decimal point ("49.99"), or the amount as written for
   * the reader ("$49.99", "ab 12,00 €"). Show `currency` only beside a bare amount.
   */
  price: NullableText,
  /** ISO 4217: "EUR". */
  currency: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  available: v.nullable(v.boolean()),
});
export type PinProduct = v.InferOutput<typeof PinProductSchema>;

/** What the open page says of the pin it shows. `null` means the page does not say. */
export const PinSchema = v.object({
  /** From the page's URL alone. */
  id: v.string(),
  url: v.string(),
  kind: v.picklist(['image', 'video', 'carousel', 'idea', 'not-found']),
  title: NullableText,
  description: NullableText,
  /** What the picture shows: its creator's words, else Pinterest's machine caption. */
  altText: NullableText,
  interests: v.array(v.string()),
  board: NullableText,
  /** Where the pin leads to outside Pinterest, http or https. */
  link: NullableText,
  /** Null where the pin offers none, or the page does not say. */
  product: v.nullable(PinProductSchema),
  /** The image to analyse; its other sizes, to try in this order when the first fails. */
  image: v.nullable(PinImageSchema),
  fallbackImages: v.array(PinImageSchema),
  /**
   * Where each field that has a value came from, by field name: `url`, `redux`, `relay`,
   * `resource`, `dom` or `head`; `api` where Pinterest's API told it.
   */
  provenance: v.optional(v.record(v.string(), v.string())),
});
export type Pin = v.InferOutput<typeof PinSchema>;

/** The texts of a pin. */
export type PinTexts = Pick<Pin, 'title' | 'description' | 'altText' | 'interests' | 'board'>;
