import { imageSize } from 'image-size';
import { MagpieError } from '../errors.ts';
import { MAX_PIXELS } from './limits.ts';

const FORMATS: ReadonlySet<string> = new Set(['jpg', 'png', 'webp', 'gif', 'avif', 'heif']);

/**
 * Reads an image's header and refuses what must not be decoded, before a decoder sees it.
 * @throws MagpieError `image-broken` for what is no image of a format we read,
 *   `image-too-large` for a decode bomb
 */
export function checkImageHeader(bytes: Uint8Array): void {
  let header: ReturnType<typeof imageSize>;
  try {
    header = imageSize(bytes);
  } catch (cause) {
    throw new MagpieError('image-broken', { cause, detail: 'no known image format' });
  }
  const { width, height, type } = header;
  if (!type || !FORMATS.has(type) || !(width > 0) || !(height > 0)) {
    throw new MagpieError('image-broken', { detail: `${type} of ${width} × ${height}` });
  }
  if (width * height > MAX_PIXELS) {
    throw new MagpieError('image-too-large', { detail: `${width} × ${height} pixels` });
  }
}
