import { type Closeup, findCloseup, isImage } from './closeup.ts';
import { type DomPin, readDom } from './dom.ts';
import { readEmbeddedState } from './embedded-state.ts';
import { imageLadder, shownPicture, signatureOf } from './images.ts';
import type { Pin } from './pin.ts';
import type { EmbeddedPin } from './pin-state.ts';
import { canonicalPinUrl, pinIdFromUrl } from './url.ts';

/** What a caller that follows the page already knows; everything left out is read from the page. */
export interface ReadPinOptions {
  /** The data scripts' word on this pin; null when they have none. */
  state?: EmbeddedPin | null;
  closeup?: Closeup;
  dom?: DomPin;
}

/**
 * The pin that a page shows: its id from the URL alone, its words from the data scripts where
 * they speak of that id, else from the markup. The picture is the one on the screen: when the
 * state has another (the reader turned a carousel), the state's addresses are left out.
 *
 * @param url the page's address as of now.
 * @returns null when the URL is no pin. Never throws, whatever the page holds.
 */
export function readPin(
  document: Document,
  url: string | URL,
  options: ReadPinOptions = {},
): Pin | null {
  const id = pinIdFromUrl(url);
  if (id === null) return null;
  const state = options.state === undefined ? readEmbeddedState(document, id) : options.state;
  const closeup =
    options.closeup ?? findCloseup(document, id, { expected: new Set(state?.signatures) });
  const dom = options.dom ?? readDom(document, closeup);
  const { media } = closeup;
  const shown = media && isImage(media) ? shownPicture(media) : null;
  const onScreen = signatureOf(shown?.current.url ?? null);
  const sameAsState = onScreen === null || state?.signature == null || state.signature === onScreen;
  const images = sameAsState ? (state?.images ?? {}) : {};
  const [image = null, ...fallbackImages] = imageLadder(images, shown);
  const kindInDom = media && !isImage(media) ? 'video' : 'image';

  const provenance: Record<string, string> = { id: 'url', url: 'url' };
  /** The state's value unless it is empty, then the DOM's, noting which. */
  const prefer = <Value>(field: keyof EmbeddedPin, ofState: Value | undefined, ofDom: Value) => {
    const stated = ofState !== undefined && !isEmpty(ofState);
    const value = stated ? ofState : ofDom;
    if (!isEmpty(value)) provenance[field] = (stated && state?.provenance[field]) || 'dom';
    return value;
  };
  const pin: Pin = {
    id,
    url: canonicalPinUrl(id),
    kind: prefer('kind', state?.kind, media ? kindInDom : null) ?? kindInDom,
    title: prefer('title', state?.title, dom.title),
    description: prefer('description', state?.description, dom.description),
    altText: prefer('altText', state?.altText, dom.altText),
    interests: prefer('interests', state?.interests, dom.interests),
    board: prefer('board', state?.board, dom.board),
    link: prefer('link', state?.link, null),
    product: null,
    image,
    fallbackImages,
    provenance,
  };
  if (image) {
    const stated = Object.values(images).includes(image);
    provenance.image = (stated && state?.provenance.images) || 'dom';
  }
  return pin;
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
