import type { Rect } from './geometry.ts';

/** How an image sits in its element, as the computed style says. */
export interface ImageFit {
  /** Computed `object-fit`. */
  fit: string;
  /** Computed `object-position`: "50% 50%", "10px 100%". */
  position: string;
  /** Pixels of the image itself; 0 while it is not loaded. */
  naturalWidth: number;
  naturalHeight: number;
}

/**
 * Where the whole image is painted, given the content box of its element (CSS Images 3, 5.5).
 * With `cover` it reaches beyond the box: the part outside is not painted.
 */
export function paintedRect(content: Rect, image: ImageFit): Rect {
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth <= 0 || naturalHeight <= 0) return content;
  const contain = Math.min(content.width / naturalWidth, content.height / naturalHeight);
  const cover = Math.max(content.width / naturalWidth, content.height / naturalHeight);
  const scale = { contain, cover, none: 1, 'scale-down': Math.min(1, contain) }[image.fit];
  if (scale === undefined) return content;
  const width = naturalWidth * scale;
  const height = naturalHeight * scale;
  const [horizontal, vertical] = image.position.split(/\s+/);
  return {
    x: content.x + offset(horizontal, content.width - width),
    y: content.y + offset(vertical, content.height - height),
    width,
    height,
  };
}

/** One axis of a computed position in pixels; anything but a length or percentage is the middle. */
function offset(value: string | undefined, free: number): number {
  const number = Number.parseFloat(value ?? '');
  if (Number.isNaN(number)) return free / 2;
  return value?.endsWith('px') ? number : (number / 100) * free;
}
