import { IMAGE_HOST } from './hosts.ts';
import type { PinImage } from './pin.ts';

/** The longest image address that Magpie takes from a page. */
const LONGEST_URL = 1024;

/** `/<size>/aa/bb/cc/<md5>.<extension>`, the form of every pin's picture. */
const PICTURE_PATH = /^\/([^/]+)\/[0-9a-f]{2}\/[0-9a-f]{2}\/[0-9a-f]{2}\/([0-9a-f]{32})\.\w+$/;

/** Sizes that keep the picture's shape. Avatars (`75x75_RS`) and squares (`136x136`) do not. */
const WHOLE_SIZE = /^(?:originals|\d{3,4}x)$/;

/** The sizes to analyse, the best first; 736x is near what the models take in. */
const LADDER = ['736x', '564x', '474x', '236x'] as const;

/** Known addresses of one picture, by size; `orig` as the page's state gives it. */
export type Renditions = Readonly<Record<string, PinImage>>;

/** A picture as an `<img>` of the page shows it. */
export interface ShownPicture {
  /** The size that the browser chose, else the one in `src`. */
  current: PinImage;
  /** The other sizes that `srcset` offers. */
  offered: readonly string[];
}

/** An address at Pinterest's image host over HTTPS, normalised; `null` for anything else. */
export function pinimgUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > LONGEST_URL || !URL.canParse(value)) return null;
  const url = new URL(value);
  if (url.origin !== `https://${IMAGE_HOST}` || url.username !== '' || url.password !== '') {
    return null;
  }
  url.hash = '';
  return url.href;
}

/** The picture's md5, the same in all its sizes; `null` where the address is not of that form. */
export function signatureOf(url: string | null): string | null {
  return url === null ? null : (picturePath(url)?.signature ?? null);
}

/** Whether the address is of a pin's whole picture, not of an avatar, a square or a video still. */
export function isWholePicture(url: string | null): url is string {
  const path = url === null ? null : picturePath(url);
  return path !== null && WHOLE_SIZE.test(path.size);
}

/**
 * The picture that an `<img>` shows or is about to show; `null` when it is none of Pinterest's.
 * While a new `src` loads, `currentSrc` is still the former picture, so `src` has the say.
 */
export function shownPicture(image: HTMLImageElement): ShownPicture | null {
  const source = pinimgUrl(image.src);
  const chosen = pinimgUrl(image.currentSrc);
  const same = chosen !== null && (source === null || signatureOf(chosen) === signatureOf(source));
  const url = same ? chosen : source;
  if (!isWholePicture(url)) return null;
  // With a srcset the natural size is divided by the pixel density, so it says nothing.
  const measured = same && image.complete && image.naturalWidth > 0 && image.srcset === '';
  const offered = image.srcset.match(/https:\/\/[^\s,]+/g) ?? [];
  return {
    current: {
      url,
      width: measured ? image.naturalWidth : null,
      height: measured ? image.naturalHeight : null,
    },
    offered: offered
      .map(pinimgUrl)
      .filter(isWholePicture)
      .filter((other) => signatureOf(other) === signatureOf(url)),
  };
}

/**
 * The addresses to try for the analysis, in this order: 736x, then another size that the page has
 * itself loaded where that is larger, then 564x, 474x, 236x, and last the original where the state
 * names it. Within a size the state comes before the element, and both before an address derived
 * from another size. The 736x is derived as well, so that the first address stays the same while
 * the page swaps sizes; `originals` never is, for it may be forbidden or have another extension.
 */
export function imageLadder(state: Renditions, shown: ShownPicture | null): PinImage[] {
  const loaded = shown ? [shown.current, ...shown.offered.map(unmeasured)] : [];
  const all = [...Object.values(state), ...loaded];
  // The original may have another extension than the sizes made of it.
  const known = all.find(({ url }) => sizeOf(url) !== 'originals') ?? all[0];
  const rungs = LADDER.flatMap((size) => [
    state[size],
    ...loaded.filter(({ url }) => sizeOf(url) === size),
    known && resized(known, size),
    size === '736x' && shown && !isLadderSize(shown.current.url) ? shown.current : null,
  ]);
  const byUrl = new Map<string, PinImage>();
  for (const image of [...rungs, state.orig]) {
    if (image && !byUrl.has(image.url)) byUrl.set(image.url, image);
  }
  return [...byUrl.values()];
}

/** The address of a pin's picture in the smallest size that keeps its shape, for a thumbnail. */
export function thumbnailUrl(url: string): string {
  return (URL.canParse(url) && resized(unmeasured(url), '236x')?.url) || url;
}

function picturePath(url: string): { size: string; signature: string } | null {
  const [, size, signature] = PICTURE_PATH.exec(new URL(url).pathname) ?? [];
  return size !== undefined && signature !== undefined ? { size, signature } : null;
}

/** The size that an address names (`736x`, `originals`); null where it is not of that form. */
export function sizeOf(url: string): string | null {
  return picturePath(url)?.size ?? null;
}

function isLadderSize(url: string): boolean {
  const size = sizeOf(url);
  return LADDER.some((rung) => rung === size);
}

function resized(image: PinImage, size: string): PinImage | null {
  if (!isWholePicture(image.url)) return null;
  // Of an original in any format Pinterest makes its sizes as JPEG.
  const url = image.url.replace(/(\/originals\/.*)\.(?:png|webp|heic)$/, '$1.jpg');
  return unmeasured(url.replace(/\/(?:originals|\d{3,4}x)\//, `/${size}/`));
}

/** A picture whose size is not known. */
export function unmeasured(url: string): PinImage {
  return { url, width: null, height: null };
}
