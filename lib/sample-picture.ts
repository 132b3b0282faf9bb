/** Where our own picture to try Magpie on lies, from the extension's root. */
export const SAMPLE_PICTURE_PATH = '/welcome/room.jpg';

/**
 * Whether `url` is that picture.
 *
 * @param base address of any page or worker of the extension; absent where there is none (Node)
 */
export function isSamplePicture(url: string, base: string | undefined): boolean {
  return base !== undefined && url === URL.parse(SAMPLE_PICTURE_PATH, base)?.href;
}
