/**
 * The image element that the user right-clicked, told by its URL; the one with the largest
 * area on the screen where the page shows it several times. Null where it is gone.
 */
export function largestImageOf(document: Document, url: string): HTMLImageElement | null {
  const area = (image: HTMLImageElement) => image.clientWidth * image.clientHeight;
  return (
    [...document.images]
      .filter((image) => image.currentSrc === url || image.src === url)
      .sort((a, b) => area(b) - area(a))[0] ?? null
  );
}
