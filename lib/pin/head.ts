import { isWholePicture, pinimgUrl } from './images.ts';
import type { PinImage } from './pin.ts';
import { HEAD, SOME_REDUX_PIN, STATE_SCRIPTS } from './selectors.ts';
import { pinIdFromUrl } from './url.ts';

/** What the page's head says of the open pin. Its words are never read: they are often another's. */
export interface HeadPin {
  image: PinImage;
  isVideo: boolean;
}

/**
 * The picture that the page's head shows, for a page of which neither state nor markup can be read.
 * The head often names another pin, but one with the same picture [V]. So it may speak when it
 * names this pin, or, on a page that was loaded as this pin's, when nothing there speaks of others.
 *
 * @param loadedAsThis whether the page was loaded from this pin's address, not navigated to it.
 */
export function readHead(document: Document, id: string, loadedAsThis: boolean): HeadPin | null {
  const content = (selector: string) =>
    document.querySelector(selector)?.getAttribute('content') ?? null;
  const url = pinimgUrl(content(HEAD.image));
  if (!isWholePicture(url)) return null;
  if (!headNames(document, id) && !(loadedAsThis && !speaksOfPins(document))) return null;
  return {
    image: {
      url,
      width: pixels(content(HEAD.imageWidth)),
      height: pixels(content(HEAD.imageHeight)),
    },
    isVideo: document.querySelector(HEAD.video) !== null,
  };
}

function headNames(document: Document, id: string): boolean {
  return HEAD.names.some(([selector, attribute]) =>
    [...document.querySelectorAll(selector)].some((element) => {
      const address = element.getAttribute(attribute) ?? '';
      return pinIdFromUrl(address) === id || address.endsWith(`/pin/${id}`);
    }),
  );
}

function speaksOfPins(document: Document): boolean {
  const relay = `${STATE_SCRIPTS.relayCompleted}, ${STATE_SCRIPTS.relayResponse}`;
  return (
    document.querySelector(relay) !== null ||
    [...document.querySelectorAll(STATE_SCRIPTS.redux)].some((script) =>
      SOME_REDUX_PIN.test(script.textContent ?? ''),
    )
  );
}

function pixels(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}
