import * as v from 'valibot';
import { isWholePicture, pinimgUrl, type Renditions, signatureOf, sizeOf } from './images.ts';
import { isRecord } from './json.ts';
import type { PinImage } from './pin.ts';
import { IMAGE_KEY, SIZE_IN_KEY } from './selectors.ts';

/** One picture of a pin in the sizes that the page's state names. */
export interface Picture {
  /** md5 of the picture; null where its addresses do not say. */
  signature: string | null;
  images: Renditions;
}

const Pixels = v.fallback(v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1)), null), null);
const ImageSchema = v.object({ url: v.string(), width: Pixels, height: Pixels });

/** How deep image keys nest: `image.images.736x`. */
const DEPTH = 3;

/**
 * The pictures that a pin, a slot of a carousel or a page of an idea holds under any of the page's
 * names for them, the first named first. Sizes go by the address, not by the key: `170x` holds the
 * 236x. Squares and crops are left out. Children with a name of their own (owner, board) are not
 * looked into.
 */
export function picturesIn(holder: unknown): Picture[] {
  const found = new Map<string | null, Record<string, PinImage>>();
  const gather = (value: unknown, key: string, depth: number): void => {
    const image = pinImage(value);
    if (image) {
      const signature = signatureOf(image.url);
      const size = sizeOf(image.url) ?? SIZE_IN_KEY.exec(key)?.[1] ?? null;
      if (size === null || (signature !== null && !isWholePicture(image.url))) return;
      const images = found.get(signature) ?? {};
      found.set(signature, images);
      addRendition(images, size === 'originals' ? 'orig' : size, image);
    } else if (isRecord(value) && depth > 0) {
      for (const [child, member] of Object.entries(value)) gather(member, child, depth - 1);
    }
  };
  for (const [key, member] of Object.entries(isRecord(holder) ? holder : {})) {
    if (IMAGE_KEY.test(key)) gather(member, key, DEPTH);
  }
  return [...found].map(([signature, images]) => ({ signature, images }));
}

/** Pictures of several sources, each once, of each size the first with its pixels. */
export function mergePictures(pictures: readonly Picture[]): Picture[] {
  const merged = new Map<string | null, Record<string, PinImage>>();
  for (const { signature, images } of pictures) {
    const known = merged.get(signature) ?? {};
    merged.set(signature, known);
    for (const [size, image] of Object.entries(images)) addRendition(known, size, image);
  }
  return [...merged].map(([signature, images]) => ({ signature, images }));
}

/** Width over height of a picture, where any of its sizes says. */
export function shapeOf({ images }: Picture): number | null {
  for (const { width, height } of Object.values(images)) {
    if (width !== null && height !== null) return width / height;
  }
  return null;
}

function addRendition(images: Record<string, PinImage>, size: string, image: PinImage): void {
  const known = images[size];
  if (!known || (known.width === null && image.width !== null)) images[size] = image;
}

function pinImage(value: unknown): PinImage | null {
  const image = v.safeParse(ImageSchema, typeof value === 'string' ? { url: value } : value);
  const url = image.success ? pinimgUrl(image.output.url) : null;
  return image.success && url !== null ? { ...image.output, url } : null;
}
