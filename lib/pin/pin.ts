import * as v from 'valibot';

const NullableText = v.nullable(v.string());

/** An image at Pinterest's image host. Sizes are in pixels, null where the page does not say. */
export const PinImageSchema = v.object({
  url: v.pipe(v.string(), v.url()),
  width: v.nullable(v.number()),
  height: v.nullable(v.number()),
});
export type PinImage = v.InferOutput<typeof PinImageSchema>;

/** What the open page says of the pin it shows. `null` means the page does not say. */
export const PinSchema = v.object({
  /** From the page's URL alone. */
  id: v.string(),
  url: v.string(),
  kind: v.picklist(['image', 'video', 'carousel', 'idea', 'not-found']),
  title: NullableText,
  description: NullableText,
  altText: NullableText,
  interests: v.array(v.string()),
  board: NullableText,
  link: NullableText,
  /** The image to analyse; its other sizes, to try in this order when the first fails. */
  image: v.nullable(PinImageSchema),
  fallbackImages: v.array(PinImageSchema),
  /**
   * Where each field that has a value came from, by field name: `url`, `redux`, `relay`,
   * `resource` or `dom`.
   */
  provenance: v.optional(v.record(v.string(), v.string())),
});
export type Pin = v.InferOutput<typeof PinSchema>;

/** The texts of a pin. */
export type PinTexts = Pick<Pin, 'title' | 'description' | 'altText' | 'interests' | 'board'>;
